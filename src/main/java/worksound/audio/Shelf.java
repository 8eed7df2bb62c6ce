package worksound.audio;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import worksound.config.ConfigException;
import worksound.messages.SegmentFiles;

/** The folder that segments lie in. One process owns it at a time, and only session folders in it are ever deleted. */
final class Shelf implements AutoCloseable {

  private static final String LOCK = "worksound.lock";

  private final SegmentFiles files;
  private final RandomAccessFile lockFile;

  private Shelf(SegmentFiles files, RandomAccessFile lockFile) {
    this.files = files;
    this.lockFile = lockFile;
  }

  /**
   * Takes the folder, making it when it is not there.
   *
   * @throws ConfigException when it cannot be written to or another process has it
   */
  static Shelf open(Path directory) {
    try {
      Files.createDirectories(directory);
      RandomAccessFile lockFile = new RandomAccessFile(directory.resolve(LOCK).toFile(), "rw");
      FileLock lock = tryLock(lockFile);
      if (lock == null) {
        lockFile.close();
        throw new ConfigException("audio.dir is \"" + directory + "\", expected a folder that no other worksound is using");
      }
      return new Shelf(new SegmentFiles(directory), lockFile);
    } catch (IOException e) {
      throw new ConfigException("audio.dir is \"" + directory + "\", expected a folder that can be written to (" + e.getMessage() + ")");
    }
  }

  private static FileLock tryLock(RandomAccessFile lockFile) throws IOException {
    try {
      return lockFile.getChannel().tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  SegmentFiles files() {
    return files;
  }

  /** Deletes the folders of all sessions and returns how many files went. @param kept the folder that stays, null for none */
  int clearAllBut(Path kept) throws IOException {
    int deleted = 0;
    try (DirectoryStream<Path> sessions = Files.newDirectoryStream(files.directory(), SegmentFiles.SESSION_PREFIX + "*")) {
      for (Path session : sessions) {
        deleted += session.equals(kept) ? 0 : clear(session);
      }
    }
    return deleted;
  }

  /** Deletes one session's folder with everything in it and returns how many files went; none when it is not there. */
  int clear(Path session) throws IOException {
    int deleted = clear(session, Set.of());
    if (Files.isDirectory(session)) {
      Files.delete(session);
    }
    return deleted;
  }

  /** Deletes everything in one session's folder but some files and returns how many went. */
  int clear(Path session, Set<Path> kept) throws IOException {
    if (!Files.isDirectory(session)) {
      return 0;
    }
    int deleted = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(session)) {
      for (Path entry : entries) {
        deleted += !kept.contains(entry) && Files.deleteIfExists(entry) ? 1 : 0;
      }
    }
    return deleted;
  }

  @Override
  public void close() throws IOException {
    // The file stays: deleted, it would still be locked by one who has just opened it, beside another who makes a new one.
    lockFile.close();
  }
}
