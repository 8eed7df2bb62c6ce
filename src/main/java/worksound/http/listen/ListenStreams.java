package worksound.http.listen;

import static worksound.messages.Addresses.STREAM_ENDED;
import static worksound.messages.Addresses.STREAM_FRAMES;
import static worksound.messages.Addresses.STREAM_TUNED_OUT;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import worksound.messages.Playback.Format;
import worksound.messages.Playback.StreamEnded;
import worksound.messages.Playback.StreamFrames;
import worksound.messages.Playback.TunedOut;

/** Everyone who listens: hands what the stream sends on to each of them. */
public final class ListenStreams {

  private static final Logger LOG = LoggerFactory.getLogger(ListenStreams.class);

  private final Vertx vertx;
  private final Map<Format, Map<String, ListenStream>> streams = new EnumMap<>(Format.class);

  public ListenStreams(Vertx vertx) {
    this.vertx = vertx;
    for (Format format : Format.values()) {
      streams.put(format, new HashMap<>());
    }
  }

  /** Begins to hear what the stream sends. */
  public Future<Void> open() {
    return Future.all(STREAM_FRAMES.listen(vertx, this::send), STREAM_ENDED.listen(vertx, this::end)).mapEmpty();
  }

  /** Ends every connection, for the server goes away. */
  public void close() {
    streams.values().forEach(open -> List.copyOf(open.values()).forEach(ListenStream::end));
  }

  void add(String listenerId, Format format, HttpServerResponse response, ListenStream stream) {
    streams.get(format).put(listenerId, stream);
    response.closeHandler(v -> remove(listenerId, format)).exceptionHandler(e -> remove(listenerId, format))
      .endHandler(v -> remove(listenerId, format));
  }

  private void remove(String listenerId, Format format) {
    ListenStream over = streams.get(format).remove(listenerId);
    if (over != null) {
      if (over.skipped() > 0) {
        LOG.info("listener={} took the stream too slowly and missed {} pieces of 0.1 s: format={}", listenerId, over.skipped(), format);
      }
      STREAM_TUNED_OUT.publish(vertx, new TunedOut(listenerId));
    }
  }

  private void send(StreamFrames frames) {
    List.copyOf(streams.get(frames.format()).values()).forEach(stream -> stream.send(frames));
  }

  private void end(StreamEnded over) {
    for (Map<String, ListenStream> open : streams.values()) {
      over.listenerIds().stream().map(open::get).filter(stream -> stream != null).forEach(ListenStream::end);
    }
  }
}
