package worksound.engine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of temporary files that does not outlive its process: it is deleted on request or when the process is ended, and
 * what a process that was killed leaves behind is deleted by the next one. All methods block.
 */
final class ScratchFolder {

  private static final Logger LOG = LoggerFactory.getLogger(ScratchFolder.class);
  private static final String PREFIX = "worksound-engine-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,18})-.+");

  private final Path path;
  private final Thread atExit = new Thread(this::deleteAtExit, "worksound-engine-exit");

  private ScratchFolder(Path path) {
    this.path = path;
  }

  /** A new empty folder in {@code parent}, which is rid of those whose process is gone. */
  static ScratchFolder create(Path parent) throws IOException {
    ScratchFolder folder = new ScratchFolder(Files.createTempDirectory(parent, PREFIX + ProcessHandle.current().pid() + "-").toRealPath());
    Runtime.getRuntime().addShutdownHook(folder.atExit);
    folder.deleteAbandoned();
    return folder;
  }

  Path path() {
    return path;
  }

  /** Deletes the folder and all that is in it. */
  void delete() throws IOException {
    deleteTree(path);
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      LOG.debug("engine: {} was deleted while the process ends", path);
    }
  }

  private void deleteAtExit() {
    try {
      deleteTree(path);
    } catch (IOException e) {
      LOG.warn("engine: cannot delete {}: {}", path, e.toString());
    }
  }

  private void deleteAbandoned() throws IOException {
    try (DirectoryStream<Path> siblings = Files.newDirectoryStream(path.getParent(), PREFIX + "*")) {
      for (Path sibling : siblings) {
        if (isAbandoned(sibling)) {
          deleteTree(sibling);
          LOG.info("engine: deleted {}, left behind by a process that was killed", sibling);
        }
      }
    }
  }

  private boolean isAbandoned(Path sibling) throws IOException {
    Matcher name = NAME.matcher(sibling.getFileName().toString());
    return name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()
      && Files.isDirectory(sibling, LinkOption.NOFOLLOW_LINKS) && Files.getOwner(sibling).equals(Files.getOwner(path));
  }

  /** Deletes {@code folder}, of which anything may go at any time by another hand. */
  private static void deleteTree(Path folder) throws IOException {
    Files.walkFileTree(folder, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Files.deleteIfExists(file);
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
        if (e instanceof NoSuchFileException) {
          return FileVisitResult.CONTINUE;
        }
        throw e;
      }

      @Override
      public FileVisitResult postVisitDirectory(Path visited, IOException e) throws IOException {
        if (e != null && !(e instanceof NoSuchFileException)) {
          throw e;
        }
        Files.deleteIfExists(visited);
        return FileVisitResult.CONTINUE;
      }
    });
  }
}
