package worksound.engine.api;

import io.vertx.core.Handler;
import io.vertx.core.file.FileProps;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code GET /v1/audio}: generated files, whole or in ranges, and nothing else from this disk. */
final class AudioDownload implements Handler<RoutingContext> {

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

  private final AudioFiles files;

  AudioDownload(AudioFiles files) {
    this.files = files;
  }

  /** Bytes {@code from} to {@code to} (exclusive). */
  private record Range(long from, long to) {

    /** What {@code header} asks for of {@code length} bytes: the whole when it is no single range; null when past the end. */
    static Range of(String header, long length) {
      Matcher range = RANGE.matcher(header == null ? "" : header.replace(" ", ""));
      if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
        return new Range(0, length);
      }
      if (range.group(1).isEmpty()) {
        return new Range(Math.max(0, length - parse(range.group(2))), length);
      }
      long from = parse(range.group(1));
      long to = range.group(2).isEmpty() ? length : Math.min(length, parse(range.group(2)) + 1);
      return from >= length || from >= to ? null : new Range(from, to);
    }

    private static long parse(String digits) {
      return digits.length() > 15 ? Long.MAX_VALUE / 2 : Long.parseLong(digits);
    }
  }

  @Override
  public void handle(RoutingContext request) {
    String path = request.queryParams().get("path");
    if (path == null) {
      Responses.invalid(request, "query", "path", "missing", "Field required");
      return;
    }
    Path file = files.resolve(path).orElseThrow(() -> new HttpFailure(403, "Access denied: path outside allowed directory"));
    request.vertx().fileSystem().props(file.toString()).onComplete(found -> {
      if (!files.has(file) || found.failed() || !found.result().isRegularFile()) {
        Responses.detail(request, 404, "Audio file not found");
      } else {
        send(request, file, found.result());
      }
    });
  }

  private void send(RoutingContext request, Path file, FileProps props) {
    String wanted = request.request().getHeader("range");
    Range range = Range.of(wanted, props.size());
    HttpServerResponse response = request.response().putHeader("accept-ranges", "bytes").putHeader("content-type", "audio/wav")
      .putHeader("etag", "\"" + Long.toHexString(props.lastModifiedTime()) + "-" + Long.toHexString(props.size()) + "\"");
    if (range == null) {
      response.setStatusCode(416).putHeader("content-range", "*/" + props.size())
        .putHeader("content-type", "text/plain; charset=utf-8").end();
      return;
    }
    if (wanted != null && RANGE.matcher(wanted.replace(" ", "")).matches()) {
      response.setStatusCode(206).putHeader("content-range", "bytes " + range.from + "-" + (range.to - 1) + "/" + props.size());
    }
    response.sendFile(file.toString(), range.from, range.to - range.from)
      .onSuccess(sent -> files.delivered(file, range.from, range.to, props.size()))
      .onFailure(cause -> AcestepApi.LOG.debug("engine: download of {} broke off: {}", file.getFileName(), cause.getMessage()));
  }
}
