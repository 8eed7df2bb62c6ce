package worksound.audio.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import worksound.config.ConfigException;
import worksound.disk.FolderCleaner;
import worksound.disk.PrivateFiles;
import worksound.messages.SegmentFiles;

/** The folder that segments lie in. One process owns it at a time, and only what worksound itself names and makes in it is deleted. */
public final class SegmentDirectory implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SegmentDirectory.class);

  private final SegmentFiles files;
  private final FolderLock lock;

  private SegmentDirectory(SegmentFiles files, FolderLock lock) {
    this.files = files;
    this.lock = lock;
  }

  /**
   * Takes the folder, making it when it is not there.
   *
   * @throws ConfigException when it cannot be written to or another process has it
   */
  public static SegmentDirectory open(Path directory) {
    try {
      PrivateFiles.createFolder(directory);
      FolderLock lock = FolderLock.acquire(directory);
      if (lock == null) {
        throw new ConfigException("audio.dir is \"" + directory + "\", expected a folder that no other worksound is using");
      }
      return new SegmentDirectory(new SegmentFiles(directory), lock);
    } catch (IOException e) {
      throw new ConfigException("audio.dir is \"" + directory + "\", expected a folder that can be written to (" + e.getMessage() + ")");
    }
  }

  public SegmentFiles files() {
    return files;
  }

  /** Whether the folder is this process's; else another one has taken it, and nothing in it is written or deleted. */
  boolean isOwned() {
    return lock.isOwned();
  }

  /** @throws IOException when another process has taken the folder */
  public void requireOwned() throws IOException {
    if (!isOwned()) {
      throw new IOException("another worksound has taken audio.dir " + files.directory());
    }
  }

  /**
   * Makes a session's folder when it is not there, for somebody may have removed it.
   *
   * @throws worksound.bus.Failure.RefusedException DISK_FULL when there is no room for a segment in it
   */
  public Path createSession(String sessionId, DiskSpaceCheck space) throws IOException {
    requireOwned();
    Path session = files.session(sessionId);
    PrivateFiles.createFolder(session);
    space.require(session);
    return session;
  }

  /** Deletes the folders of all sessions; one that cannot be read stays. @param kept the folder that stays, null for none */
  void clearAllBut(Path kept) throws IOException {
    for (Path session : sessions()) {
      if (!session.equals(kept)) {
        clearIfPossible(session, Set.of());
      }
    }
  }

  /** Deletes the files of a session but some, and its folder when nothing is left in it; what cannot be deleted is named in the log. */
  void clearIfPossible(Path session, Set<Path> kept) {
    try {
      if (isOwned()) {
        new FolderCleaner(name -> SegmentFiles.isFile(name) && !kept.contains(session.resolve(name))).delete(session);
      }
    } catch (IOException e) {
      LOG.warn("{} cannot be cleared and stays: {}", session, e.toString());
    }
  }

  /** Deletes one session's folder with its files and returns how many went; none when it is not there. */
  public int clear(Path session) throws IOException {
    return isOwned() ? new FolderCleaner(SegmentFiles::isFile).delete(session) : 0;
  }

  /** What lies in the folder and is not worksound's: it is never touched. */
  List<Path> foreign() throws IOException {
    List<Path> foreign = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(files.directory(), entry -> !isOwn(entry))) {
      entries.forEach(foreign::add);
    }
    for (Path session : sessions()) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(session, entry -> !isSegmentFile(entry))) {
        entries.forEach(foreign::add);
      } catch (AccessDeniedException e) {
        foreign.add(session);
      }
    }
    return foreign;
  }

  private static boolean isOwn(Path entry) {
    String name = entry.getFileName().toString();
    return Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS) ? SegmentFiles.isSession(name) || name.equals(SegmentFiles.ENGINE)
      : Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS) && (name.equals(FolderLock.NAME) || ResumeFile.isOwn(name));
  }

  private static boolean isSegmentFile(Path entry) {
    return SegmentFiles.isFile(entry.getFileName().toString()) && Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS);
  }

  private List<Path> sessions() throws IOException {
    List<Path> sessions = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(files.directory(),
      entry -> SegmentFiles.isSession(entry.getFileName().toString()) && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))) {
      entries.forEach(sessions::add);
    }
    return sessions;
  }

  /** Takes from everyone but their owner the files that an earlier version left open to all. */
  void protect() throws IOException {
    for (Path session : sessions()) {
      try {
        protect(session);
      } catch (IOException e) {
        LOG.warn("{}: others than its owner may read what lies there: {}", session, e.toString());
      }
    }
  }

  private static void protect(Path session) throws IOException {
    PrivateFiles.protect(session);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(session, SegmentDirectory::isSegmentFile)) {
      for (Path entry : entries) {
        PrivateFiles.protect(entry);
      }
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
