package worksound.engine.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/** The engine's own folder: uploads on their way in, generated files until they are fetched. Used by one event loop. */
final class AudioFiles {

  private static final int KEPT = 4;

  private final Vertx vertx;
  private final Path uploads;
  private final Path generated;
  /** Generated files that can be fetched, oldest first. */
  private final Set<Path> finished = new LinkedHashSet<>();
  private Future<Void> deletions = Future.succeededFuture();

  AudioFiles(Vertx vertx, Path folder) {
    this.vertx = vertx;
    this.uploads = folder.resolve(AcestepApi.UPLOADS);
    this.generated = folder.resolve(AcestepApi.GENERATED);
  }

  /** The address of a generated file below the server's, percent-encoded. */
  static String url(Path file) {
    return "/v1/audio?path=" + URLEncoder.encode(file.toString(), StandardCharsets.UTF_8).replace("+", "%20");
  }

  Future<Void> create() {
    return vertx.fileSystem().mkdirs(uploads.toString()).compose(done -> vertx.fileSystem().mkdirs(generated.toString()));
  }

  /** Where the next upload goes. */
  Path forUpload() {
    return uploads.resolve(UUID.randomUUID().toString());
  }

  Path forJob(String id) {
    return generated.resolve(id + ".wav");
  }

  /** {@code GET /v1/audio}: generated files, each until it has arrived whole, and nothing else from this disk. */
  void download(RoutingContext request) {
    Path file = resolve(String.valueOf(request.queryParams().get("path")));
    // From the moment on that it is to be deleted, which takes a worker and its time, it is gone.
    if (!finished.contains(file)) {
      throw gone();
    }
    HttpServerResponse response = request.response().putHeader("content-type", "audio/wav");
    response.sendFile(file.toString()).onSuccess(sent -> remove(file)).onFailure(cause -> {
      AcestepApi.LOG.debug("engine: download of {} broke off: {}", file.getFileName(), cause.getMessage());
      if (!response.headWritten()) {
        request.fail(gone());
      }
    });
  }

  private static HttpFailure gone() {
    return new HttpFailure(404, "Audio file not found");
  }

  private Path resolve(String path) {
    try {
      Path file = Path.of(path).normalize();
      if (file.startsWith(generated)) {
        return file;
      }
    } catch (InvalidPathException e) {
      AcestepApi.LOG.debug("engine: no path: {}", e.getMessage());
    }
    throw new HttpFailure(403, "Access denied: path outside allowed directory");
  }

  /** Takes a new file in; the oldest goes when there are too many. */
  void add(Path file) {
    finished.add(file);
    if (finished.size() > KEPT) {
      remove(finished.iterator().next());
    }
  }

  private void remove(Path file) {
    finished.remove(file);
    delete(file);
  }

  /** Deletes {@code file}, or nothing when that is null; that it may be gone already is no error. */
  void delete(Path file) {
    if (file != null) {
      Future<Boolean> deleted = vertx.executeBlocking(() -> Files.deleteIfExists(file), false)
        .onFailure(cause -> AcestepApi.LOG.warn("engine: cannot delete {}: {}", file, cause.getMessage()));
      deletions = deletions.eventually(() -> deleted);
    }
  }

  /** Completes when all that is to be deleted is. */
  Future<Void> settled() {
    return deletions;
  }
}
