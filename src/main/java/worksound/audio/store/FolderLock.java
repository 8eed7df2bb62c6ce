package worksound.audio.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import worksound.disk.PrivateFiles;

/**
 * Keeps a folder to one process by a locked file in it. When that file is deleted, alone or with the whole folder, it is made and locked
 * again at once, as soon as the system tells of it; should another process be faster, the folder is lost to it.
 */
final class FolderLock implements AutoCloseable {

  static final String NAME = "worksound.lock";
  private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);

  /**
   * Folders that this process holds. POSIX gives up all of a process's locks on a file as soon as the process closes it once, whoever of it
   * had opened it: so a file that is locked already is not even opened.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final Path real;
  private final Path file;
  private final FolderWatch watch;
  private FileChannel channel;
  /** Which file is locked, whatever lies under its name now. */
  private Object key;
  private boolean lost;
  private boolean closed;

  private FolderLock(Path directory) throws IOException {
    this.directory = directory;
    this.real = directory.toRealPath();
    this.file = directory.resolve(NAME);
    this.watch = FolderWatch.of(directory);
  }

  /** Takes a folder; null when another process, or another part of this one, has it. */
  static FolderLock acquire(Path directory) throws IOException {
    FolderLock lock = new FolderLock(directory);
    if (!HELD.add(lock.real)) {
      lock.watch.close();
      return null;
    }
    boolean taken = false;
    try {
      taken = lock.lock();
    } finally {
      if (!taken) {
        HELD.remove(lock.real);
        lock.watch.close();
      }
    }
    if (!taken) {
      return null;
    }
    lock.watch.begin(lock::lockAgain);
    return lock;
  }

  /** Whether the folder is this process's; when it was lost, it is taken again if nobody else has it now. */
  synchronized boolean isOwned() {
    if (!lost) {
      lockAgain(Files.isDirectory(directory));
    } else if (!closed) {
      takeAgain();
    }
    return !lost;
  }

  private void takeAgain() {
    try {
      lost = !lock();
      if (!lost) {
        LOG.warn("{} is locked again", file);
      }
    } catch (IOException e) {
      LOG.debug("{} is still not to be had", file, e);
    }
  }

  private synchronized boolean lock() throws IOException {
    FileChannel fresh = open();
    try {
      if (fresh.tryLock() != null) {
        channel = fresh;
        key = keyOf(file);
        return true;
      }
    } catch (OverlappingFileLockException e) {
      LOG.debug("{} is locked by this process", file);
    }
    fresh.close();
    return false;
  }

  /** The folder may be deleted just before the file is made in it. */
  private FileChannel open() throws IOException {
    try {
      return PrivateFiles.open(file);
    } catch (NoSuchFileException e) {
      createFolder();
      return PrivateFiles.open(file);
    }
  }

  private void createFolder() throws IOException {
    PrivateFiles.createFolder(directory);
    watch.register();
  }

  private static Object keyOf(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** @param isThere whether the folder is */
  private synchronized void lockAgain(boolean isThere) {
    if (closed || lost) {
      return;
    }
    FileChannel before = channel;
    try {
      if (!isThere) {
        createFolder();
      }
      if (key != null && key.equals(keyOf(file))) {
        return;
      }
      if (lock()) {
        LOG.warn("{} was deleted while it was in use; it is made and locked again", file);
      } else {
        lose("another worksound has taken the folder");
      }
      FolderWatch.close(before);
    } catch (IOException e) {
      lose(e.toString());
      // Still open it would keep this very process from locking the same file again.
      FolderWatch.close(before);
    }
  }

  private void lose(String reason) {
    if (!lost) {
      lost = true;
      LOG.error("audio.dir {} is not used for now, its lock was deleted: {}", directory, reason);
    }
  }

  @Override
  public void close() throws IOException {
    watch.close();
    synchronized (this) {
      closed = true;
      // The file stays: deleted, it would still be locked by one who has just opened it, beside another who makes a new one.
      channel.close();
      HELD.remove(real);
    }
  }
}
