package worksound.http.listen;

import static worksound.messages.Addresses.STREAM_TUNED_OUT;
import static worksound.messages.Addresses.STREAM_TUNE_IN;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import worksound.bus.Failure;
import worksound.config.SessionConfig;
import worksound.guard.RequestOrigin;
import worksound.messages.Playback.Format;
import worksound.messages.Playback.TuneIn;
import worksound.messages.Playback.TunedIn;
import worksound.messages.Playback.TunedOut;

/**
 * {@code /listen.wav}, {@code .mp3}, {@code .opus}: the music without end; {@code /listen.m3u}: the list that names it; {@code /listen.svg}:
 * its address as a QR code.
 */
public final class ListenHandler {

  /** The query parameter that holds what a player may listen with where an access token is needed. */
  public static final String KEY_PARAMETER = "key";

  private static final Map<Format, String> TYPES = Map.of(Format.wav, "audio/wav", Format.mp3, "audio/mpeg", Format.opus, "audio/ogg; codecs=opus");
  private static final int MP3_KBIT = 192;

  private final Vertx vertx;
  private final ListenStreams streams;
  private final Supplier<String> listenKey;
  private final BiConsumer<RoutingContext, Throwable> refuse;

  /**
   * @param listenKey what a player may listen with, null where nothing is needed
   * @param refuse    answers with what went wrong
   */
  public ListenHandler(Vertx vertx, ListenStreams streams, Supplier<String> listenKey, BiConsumer<RoutingContext, Throwable> refuse) {
    this.vertx = vertx;
    this.streams = streams;
    this.listenKey = listenKey;
    this.refuse = refuse;
  }

  /** {@code GET} and {@code HEAD /listen.<format>}. */
  public void listen(RoutingContext context, Format format) {
    String prompt = context.request().getParam("prompt");
    Optional.ofNullable(prompt).flatMap(SessionConfig::whyTooLong).ifPresent(words -> {
      throw Failure.PROMPT_TOO_LONG.because(words);
    });
    if (context.request().method() == HttpMethod.HEAD) {
      addHeaders(context, format);
      context.response().end();
      return;
    }
    String id = UUID.randomUUID().toString();
    HttpServerRequest request = context.request();
    TuneIn listener = new TuneIn(id, format, PlayerName.of(request.getHeader("User-Agent")), PlayerName.program(request),
      PlayerName.isLocal(request), prompt);
    STREAM_TUNE_IN.ask(vertx, listener).onComplete(in -> begin(context, listener, in), e -> {
      // The stream may have been too busy to answer in time: it is not to play to somebody who was refused.
      STREAM_TUNED_OUT.publish(vertx, new TunedOut(id));
      refuse.accept(context, e);
    });
  }

  private void begin(RoutingContext context, TuneIn listener, TunedIn in) {
    HttpServerResponse response = context.response();
    if (response.closed()) {
      STREAM_TUNED_OUT.publish(vertx, new TunedOut(listener.listenerId()));
      return;
    }
    boolean titled = addHeaders(context, listener.format());
    response.setChunked(true); // an HTTP/1.0 client gets a body that ends with the connection all the same
    response.write(Buffer.buffer()); // the headers go out at once; the first byte of the music may be a while in coming
    streams.add(listener.listenerId(), listener.format(), response,
      new ListenStream(response, titled ? new IcyMetadata() : null, in.opening(), in.title(), in.next()));
  }

  /** Whether titles are put into the stream; of the formats here, only MP3 has no place of its own for them that players read. */
  private static boolean addHeaders(RoutingContext context, Format format) {
    HttpServerRequest request = context.request();
    HttpServerResponse response = context.response().putHeader("Content-Type", TYPES.get(format)).putHeader("Cache-Control", "no-store")
      .putHeader("Accept-Ranges", "none").putHeader("icy-name", "worksound").putHeader("icy-pub", "0")
      .putHeader("X-Accel-Buffering", "no");
    if (request.version() == HttpVersion.HTTP_1_0) {
      response.putHeader("Connection", "close");
    }
    if (format != Format.mp3) {
      return false;
    }
    response.putHeader("icy-br", String.valueOf(MP3_KBIT));
    boolean titled = "1".equals(request.getHeader("Icy-MetaData"));
    if (titled) {
      response.putHeader("icy-metaint", String.valueOf(IcyMetadata.INTERVAL));
    }
    return titled;
  }

  /**
   * {@code GET /listen.m3u}: one who has the access token gets an address that opens the music and nothing else. It is relative to the list's
   * own, for what a proxy in front makes of that (TLS, another port) is not known here.
   */
  public void playlist(RoutingContext context) {
    String prompt = context.request().getParam("prompt");
    String address = path();
    if (prompt != null) {
      address += (address.contains("?") ? "&" : "?") + "prompt=" + URLEncoder.encode(prompt, StandardCharsets.UTF_8);
    }
    context.response().putHeader("Content-Type", "audio/x-mpegurl").putHeader("Cache-Control", "no-store")
      .end("#EXTM3U\n#EXTINF:-1,worksound\n" + address + "\n");
  }

  /** {@code GET /listen.svg}: the same address whole, as a QR code. {@code ?scheme=https} where the caller knows of TLS in front. */
  public void qrCode(RoutingContext context) {
    String scheme = "https".equals(context.request().getParam("scheme")) ? "https" : "http";
    String address = scheme + "://" + context.request().authority() + "/" + path();
    context.response().putHeader("Content-Type", "image/svg+xml").putHeader("Cache-Control", "no-store").end(QrCodeImage.of(address));
  }

  private String path() {
    String key = listenKey.get();
    return "listen.mp3" + (key == null ? "" : "?" + KEY_PARAMETER + "=" + key);
  }
}
