package worksound.stream;

import static worksound.messages.Addresses.AUDIO_FIND;
import static worksound.messages.Addresses.SEGMENT_DELIVERED;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import worksound.bus.Failure;
import worksound.messages.Segment;
import worksound.messages.SegmentEvents.SegmentDelivered;
import worksound.messages.SegmentRequests.FindSegment;
import worksound.messages.SegmentRequests.FoundSegment;
import worksound.stream.mix.WavSource;
import worksound.time.Scheduler;

/**
 * Opens the files of a session's segments, one at a time; what fails is tried again, ever more slowly. A segment counts as delivered once its
 * file is open, for it stays readable from then on.
 */
final class SegmentOpener {

  private static final double FIRST_RETRY_SECONDS = 0.5;
  private static final double MOST_RETRY_SECONDS = 8;
  private static final Logger LOG = LoggerFactory.getLogger(SegmentOpener.class);

  private final Vertx vertx;
  private final Scheduler scheduler;
  private final String sessionId;
  private boolean busy;
  private boolean closed;
  private double retryAt;
  private int failures;

  SegmentOpener(Vertx vertx, Scheduler scheduler, String sessionId) {
    this.vertx = vertx;
    this.scheduler = scheduler;
    this.sessionId = sessionId;
  }

  /** Whether nothing may be opened now: something is being opened, or has failed a moment ago. */
  boolean isBusy() {
    return busy || scheduler.seconds() < retryAt;
  }

  /** Opens a segment and hands it over, unless it is another one by now. */
  void open(Segment segment, Consumer<WavSource> onOpen) {
    busy = true;
    AUDIO_FIND.ask(vertx, new FindSegment(sessionId, segment.index(), true)).map(found -> handOver(segment, found, onOpen)).onComplete(opened -> {
      busy = false;
      failures = 0;
    }, e -> {
      busy = false;
      retryAt = scheduler.seconds() + Math.min(MOST_RETRY_SECONDS, Math.scalb(FIRST_RETRY_SECONDS, failures++));
      LOG.info("session={} looking again for segment {}: {}", sessionId, segment.index(), Failure.words(e));
    });
  }

  private Void handOver(Segment segment, FoundSegment found, Consumer<WavSource> onOpen) {
    if (closed) {
      return null;
    }
    if (!found.etag().equals(segment.etag())) {
      throw Failure.SEGMENT_GONE.because("It is another one by now.");
    }
    WavSource source = opened(Path.of(found.file()));
    try {
      onOpen.accept(source);
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
    SEGMENT_DELIVERED.publish(vertx, new SegmentDelivered(sessionId, segment.index(), found.bytes(), 0, Instant.now()));
    return null;
  }

  private static WavSource opened(Path file) {
    try {
      return WavSource.open(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hands nothing over any more. */
  void close() {
    closed = true;
  }
}
