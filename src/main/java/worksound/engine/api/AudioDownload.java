package worksound.engine.api;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;

/** {@code GET /v1/audio}: generated files, each until it has arrived whole, and nothing else from this disk. */
final class AudioDownload implements Handler<RoutingContext> {

  private final AudioFiles files;

  AudioDownload(AudioFiles files) {
    this.files = files;
  }

  @Override
  public void handle(RoutingContext request) {
    Path file = files.resolve(String.valueOf(request.queryParams().get("path")))
      .orElseThrow(() -> new HttpFailure(403, "Access denied: path outside allowed directory"));
    if (!files.has(file)) {
      throw gone();
    }
    HttpServerResponse response = request.response().putHeader("content-type", "audio/wav");
    response.sendFile(file.toString()).onSuccess(sent -> files.remove(file)).onFailure(cause -> {
      AcestepApi.LOG.debug("engine: download of {} broke off: {}", file.getFileName(), cause.getMessage());
      if (!response.headWritten()) {
        request.fail(gone());
      }
    });
  }

  private static HttpFailure gone() {
    return new HttpFailure(404, "Audio file not found");
  }
}
