package worksound.http;

import static worksound.messages.Addresses.AUDIO_FIND;
import static worksound.messages.Addresses.SEGMENT_DELIVERED;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import worksound.bus.Failure;
import worksound.messages.SegmentEvents.SegmentDelivered;
import worksound.messages.SegmentRequests.FindSegment;
import worksound.messages.SegmentRequests.FoundSegment;
import worksound.messages.Snapshot;

/**
 * Serves segments: {@code /audio/current.wav} and {@code /audio/{index}.wav} with ranges, entity tags and HEAD. A segment is
 * looked up by its number, so no path from a request ever reaches the file system. Who names the session listens to it; what anyone else
 * fetches moves nothing on.
 */
final class AudioHandler {

  private static final Logger LOG = LoggerFactory.getLogger(AudioHandler.class);

  private static final Pattern INDEX = Pattern.compile("0|[1-9]\\d{0,8}");

  private final Vertx vertx;
  private final DownloadThrottle throttle;
  private final Supplier<Snapshot> newest;

  /**
   * @param newest the newest snapshot
   */
  AudioHandler(Vertx vertx, DownloadThrottle throttle, Supplier<Snapshot> newest) {
    this.newest = newest;
    this.vertx = vertx;
    this.throttle = throttle;
  }

  /** {@code GET /audio/current.wav}: the newest segment. */
  void current(RoutingContext context) {
    serve(context, null);
  }

  /** {@code GET /audio/{index}.wav}. */
  void byIndex(RoutingContext context) {
    String index = context.pathParam("index");
    if (INDEX.matcher(index).matches()) {
      serve(context, Integer.valueOf(index));
    } else {
      Problems.answerStatus(context, 404);
    }
  }

  private void serve(RoutingContext context, Integer index) {
    String session = context.request().getParam("session");
    boolean listener = session != null && context.request().method() == HttpMethod.GET;
    AUDIO_FIND.ask(vertx, new FindSegment(session, index, listener))
      .onComplete(found -> answer(context, found, listener), e -> Problems.answer(context, isRunning(session) ? e
        : Failure.SEGMENT_GONE.because("The session that this segment belonged to is over.")));
  }

  private boolean isRunning(String session) {
    return session == null || session.equals(newest.get().sessionId());
  }

  private void answer(RoutingContext context, FoundSegment found, boolean listener) {
    context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
      .putHeader("X-Segment-Index", String.valueOf(found.index()))
      .putHeader("X-Session-Id", found.sessionId());
    ByteRange range = ByteRange.negotiate(context, found.etag(), found.bytes(), "audio/wav");
    if (range != null) {
      send(context, found, range, listener);
    }
  }

  private void send(RoutingContext context, FoundSegment found, ByteRange range, boolean listener) {
    long begun = System.nanoTime();
    throttle.send(context.response(), found.file(), range).onComplete(sent -> {
      double seconds = (System.nanoTime() - begun) / 1e9;
      if (listener && range.reachesEnd()) {
        SEGMENT_DELIVERED.publish(vertx, new SegmentDelivered(found.sessionId(), found.index(), range.length(), seconds, Instant.now()));
      }
    }, e -> {
      LOG.info("session={} segment={} not delivered: {}", found.sessionId(), found.index(), e.getMessage());
      if (!context.response().headWritten()) {
        context.response().headers().remove(HttpHeaders.CONTENT_LENGTH).remove("Content-Range");
        Problems.answer(context, Failure.SEGMENT_GONE.because("Segment " + found.index() + " was deleted meanwhile."));
      }
    });
  }
}
