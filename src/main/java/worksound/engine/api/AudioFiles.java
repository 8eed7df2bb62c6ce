package worksound.engine.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The engine's own folder: uploads on their way in, generated files until they are fetched. Used by one event loop. */
final class AudioFiles {

  private static final int KEPT = 4;

  private final Vertx vertx;
  private final Path folder;
  /** Bytes from the start that were delivered, by generated file, oldest first. */
  private final Map<Path, Long> delivered = new LinkedHashMap<>();

  private Future<Void> deletions = Future.succeededFuture();

  AudioFiles(Vertx vertx, Path folder) {
    this.vertx = vertx;
    this.folder = folder;
  }

  /** The address of a generated file below the server's, percent-encoded. */
  static String url(Path file) {
    return "/v1/audio?path=" + URLEncoder.encode(file.toString(), StandardCharsets.UTF_8).replace("+", "%20");
  }

  private Path uploads() {
    return folder.resolve("uploads");
  }

  private Path generated() {
    return folder.resolve("api_audio");
  }

  Future<Void> create() {
    return vertx.fileSystem().mkdirs(uploads().toString()).compose(done -> vertx.fileSystem().mkdirs(generated().toString()));
  }

  /** Where the next upload goes. */
  Path forUpload() {
    return uploads().resolve(UUID.randomUUID().toString());
  }

  Path forJob(String id) {
    return generated().resolve(id + ".wav");
  }

  /** The file that a client may fetch by {@code path}, or nothing when it lies outside the folder of generated files. */
  Optional<Path> resolve(String path) {
    try {
      Path file = Path.of(path).normalize();
      return file.isAbsolute() && file.startsWith(generated()) ? Optional.of(file) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Whether {@code file} can be fetched: no longer from the moment on that it is to be deleted, which takes a worker and its time. */
  boolean has(Path file) {
    return delivered.containsKey(file);
  }

  /** Takes a new file in; the oldest goes when there are too many. */
  void add(Path file) {
    delivered.put(file, 0L);
    while (delivered.size() > KEPT) {
      Path oldest = delivered.keySet().iterator().next();
      remove(oldest);
    }
  }

  /** Notes that bytes {@code from} to {@code to} (exclusive) of {@code length} arrived; deletes what has arrived whole. */
  void delivered(Path file, long from, long to, long length) {
    Long until = delivered.get(file);
    if (until != null && from <= until) {
      delivered.put(file, Math.max(until, to));
      if (delivered.get(file) >= length) {
        remove(file);
      }
    }
  }

  private void remove(Path file) {
    delivered.remove(file);
    delete(file);
  }

  /** Deletes {@code file}; that it may be gone already is no error. */
  void delete(Path file) {
    Future<Boolean> deleted = vertx.executeBlocking(() -> Files.deleteIfExists(file), false)
      .onFailure(cause -> AcestepApi.LOG.warn("engine: cannot delete {}: {}", file, cause.getMessage()));
    deletions = deletions.eventually(() -> deleted);
  }

  /** Completes when all that is to be deleted is. */
  Future<Void> settled() {
    return deletions;
  }
}
