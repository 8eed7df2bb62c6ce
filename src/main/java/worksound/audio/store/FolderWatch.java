package worksound.audio.store;

import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of deletions in a folder, and of its own deletion, as soon as the system does. */
final class FolderWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

  private final Path directory;
  /** Null where the system has no watch left. */
  private final WatchService service;

  private FolderWatch(Path directory, WatchService service) {
    this.directory = directory;
    this.service = service;
  }

  /** Starts to watch; a machine whose watches are all in use is no reason not to start. */
  static FolderWatch of(Path directory) {
    WatchService service = null;
    try {
      service = directory.getFileSystem().newWatchService();
      directory.register(service, ENTRY_DELETE);
    } catch (IOException e) {
      LOG.warn("{} is not watched, so that a deleted lock is noticed with the next segment only: {}", directory, e.getMessage());
      close(service);
      service = null;
    }
    return new FolderWatch(directory, service);
  }

  /** Watches in a thread of its own until it is closed. @param onDeletion called with whether the folder itself is still there */
  void begin(Consumer<Boolean> onDeletion) {
    if (service != null) {
      Thread watcher = new Thread(() -> run(onDeletion), "audio-lock");
      watcher.setDaemon(true);
      watcher.start();
    }
  }

  private void run(Consumer<Boolean> onDeletion) {
    try {
      while (true) {
        WatchKey key = service.take();
        key.pollEvents();
        onDeletion.accept(key.reset());
      }
    } catch (ClosedWatchServiceException e) {
      LOG.debug("{} is watched no more", directory);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The folder was made anew. */
  void register() throws IOException {
    if (service != null) {
      directory.register(service, ENTRY_DELETE);
    }
  }

  @Override
  public void close() {
    close(service);
  }

  /** Closes what may be null; that this fails is of no consequence. */
  static void close(Closeable resource) {
    try {
      if (resource != null) {
        resource.close();
      }
    } catch (IOException e) {
      LOG.debug("{} was not closed", resource, e);
    }
  }
}
