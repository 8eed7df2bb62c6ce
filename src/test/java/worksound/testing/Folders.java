package worksound.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Looks into folders that a running server writes to. */
public final class Folders {

  private Folders() {
  }

  /**
   * Regular files anywhere below {@code folder}, relative to it and sorted; none when there is no such folder. What is deleted while it is
   * looked for may be among them or not, which {@link Files#walk} answers with an exception.
   */
  public static List<Path> files(Path folder) {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(folder, new SimpleFileVisitor<>() {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
          if (attributes.isRegularFile()) {
            files.add(folder.relativize(file));
          }
          return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException cause) throws IOException {
          if (cause instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
          }
          throw cause;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path left, IOException cause) throws IOException {
          return cause instanceof NoSuchFileException ? FileVisitResult.CONTINUE : super.postVisitDirectory(left, cause);
        }
      });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Collections.sort(files);
    return files;
  }

  /** The same without the lock of an audio folder, which stays for whoever comes next. */
  public static List<Path> filesButLock(Path audioFolder) {
    return files(audioFolder).stream().filter(file -> !file.endsWith("worksound.lock")).toList();
  }
}
