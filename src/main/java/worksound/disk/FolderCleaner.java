package worksound.disk;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.function.Predicate;

/**
 * Deletes regular files of a folder by their names, and nothing else. No link is followed, neither the folder itself nor in it, also
 * when one is put there meanwhile (by {@link SecureDirectoryStream}, where the system has it). All methods block.
 */
public final class FolderCleaner {

  private final Predicate<String> isDeleted;

  /**
   * @param isDeleted whether a regular file of that name is deleted
   */
  public FolderCleaner(Predicate<String> isDeleted) {
    this.isDeleted = isDeleted;
  }

  /** Deletes what is to be deleted and returns how many files went; none when the folder is not there or is no folder. */
  public int clear(Path folder) throws IOException {
    try (DirectoryStream<Path> parent = Files.newDirectoryStream(folder.getParent())) {
      if (parent instanceof SecureDirectoryStream<Path> secure) {
        try (SecureDirectoryStream<Path> entries = secure.newDirectoryStream(folder.getFileName(), LinkOption.NOFOLLOW_LINKS)) {
          return clear(entries);
        }
      }
      return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) ? clearByPath(folder) : 0;
    } catch (NoSuchFileException | NotDirectoryException e) {
      return 0;
    } catch (FileSystemException e) {
      if (Files.isSymbolicLink(folder)) {
        return 0; // "too many levels of symbolic links" is how the system says that it is one
      }
      throw e;
    }
  }

  /** The same, and deletes the folder too when nothing is left in it. */
  public int delete(Path folder) throws IOException {
    int deleted = clear(folder);
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      try {
        Files.delete(folder);
      } catch (DirectoryNotEmptyException e) {
        return deleted; // what is left in it is not ours
      }
    }
    return deleted;
  }

  private int clear(SecureDirectoryStream<Path> entries) throws IOException {
    int deleted = 0;
    for (Path entry : entries) {
      Path name = entry.getFileName();
      try {
        if (isDeleted.test(name.toString())
          && entries.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS).readAttributes().isRegularFile()) {
          entries.deleteFile(name);
          deleted++;
        }
      } catch (NoSuchFileException e) {
        continue; // it went by another hand
      }
    }
    return deleted;
  }

  private int clearByPath(Path folder) throws IOException {
    int deleted = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        boolean isOurs = isDeleted.test(entry.getFileName().toString()) && Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS);
        deleted += isOurs && Files.deleteIfExists(entry) ? 1 : 0;
      }
    }
    return deleted;
  }
}
