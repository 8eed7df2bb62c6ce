package worksound.acestep;

import io.netty.channel.ChannelOption;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.VertxConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code GET /v1/audio?path=…}: the path must be the one of a result, percent-encoded as it was there. */
final class AudioEndpoint {

  private static final Map<String, String> TYPES = Map.of("wav", "audio/wav", "mp3", "audio/mpeg", "flac", "audio/flac");
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");
  private static final Pattern ENCODED_SLASH = Pattern.compile("%2F", Pattern.CASE_INSENSITIVE);

  private final StandInState state;

  /** Bytes {@code first}…{@code last}, inclusive. */
  private record Span(long first, long last) {
    long length() {
      return last - first + 1;
    }
  }

  AudioEndpoint(StandInState state) {
    this.state = state;
  }

  void get(Call call) throws IOException {
    state.auth.check(call);
    String claimed = call.request().getParam("path");
    if (claimed == null) {
      throw Refusal.invalid("missing", "query", "path", "Field required");
    }
    state.violations.require(call.request().query().contains("path=" + AudioStore.encoded(claimed)) && !ENCODED_SLASH.matcher(claimed).find(),
      "an audio file not asked for by its path as it was given: " + call.request().query());
    if (!AudioStore.isInside(claimed)) {
      throw Refusal.detail(403, "Access denied: path outside allowed directory");
    }
    if (AudioStore.isDirectory(claimed)) {
      throw state.options.old ? Refusal.crash() : Refusal.detail(404, "Audio file not found");
    }
    Path file = state.store.find(claimed);
    if (!Files.exists(file)) {
      throw Refusal.detail(404, "Audio file not found");
    }
    state.milestones.reached(StandInEvent.DOWNLOAD_STARTED);
    send(call, file);
  }

  private void send(Call call, Path file) throws IOException {
    long size = Files.size(file);
    HttpServerResponse response = call.request().response();
    String name = file.getFileName().toString();
    ZonedDateTime modified = Files.getLastModifiedTime(file).toInstant().atZone(ZoneOffset.UTC);
    response.putHeader("content-type", TYPES.get(name.substring(name.lastIndexOf('.') + 1)))
      .putHeader("accept-ranges", "bytes").putHeader("etag", '"' + Long.toHexString(modified.toInstant().toEpochMilli() ^ size) + '"')
      .putHeader("last-modified", DateTimeFormatter.RFC_1123_DATE_TIME.format(modified));
    Span span = asked(call.request().getHeader("range"), size);
    if (span == null) {
      response.setStatusCode(416).putHeader("content-type", "text/plain; charset=utf-8").putHeader("content-range", "*/" + size).end();
      return;
    }
    if (span.length() < size || call.request().getHeader("range") != null) {
      response.setStatusCode(206).putHeader("content-range", "bytes " + span.first + "-" + span.last + "/" + size);
    }
    response.putHeader("content-length", Long.toString(span.length()));
    Fault fault = state.faults.take(Fault.Point.DOWNLOAD);
    if (fault == null) {
      response.sendFile(file.toString(), span.first, span.length())
        .onSuccess(sent -> state.milestones.reached(StandInEvent.DOWNLOADED));
    } else {
      breakOff(call, file, span, fault);
    }
  }

  private void breakOff(Call call, Path file, Span span, Fault fault) throws IOException {
    if (fault.kind() == Fault.Kind.GARBLED) {
      call.request().response().end(Buffer.buffer("~".repeat((int) span.length())));
      return;
    }
    int bytes = (int) Math.min(fault.amount(), span.length() - 1);
    byte[] content = Files.readAllBytes(file);
    call.request().response().write(Buffer.buffer(content).slice((int) span.first, (int) span.first + bytes)).onComplete(written -> {
      if (fault.kind() == Fault.Kind.RESET) {
        ((VertxConnection) call.request().connection()).channel().config().setOption(ChannelOption.SO_LINGER, 0);
      }
      if (fault.kind() != Fault.Kind.STALLED) {
        call.request().connection().close();
      }
    });
  }

  /** The span a Range header asks for, the whole for none or for one that is not understood; null when it lies past the end. */
  private static Span asked(String range, long size) {
    Matcher matcher = RANGE.matcher(range == null ? "" : range);
    if (!matcher.matches() || matcher.group(1).isEmpty() && matcher.group(2).isEmpty()) {
      return new Span(0, size - 1);
    }
    if (matcher.group(1).isEmpty()) {
      return new Span(Math.max(0, size - Long.parseLong(matcher.group(2))), size - 1);
    }
    long first = Long.parseLong(matcher.group(1));
    long last = matcher.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(matcher.group(2)));
    return first >= size || last < first ? null : new Span(first, last);
  }
}
