package worksound.audio;

import static worksound.messages.Addresses.SEGMENT_LOST;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import worksound.audio.store.FileDeleter;
import worksound.audio.store.SegmentRegistry;
import worksound.bus.Failure;
import worksound.messages.Segment;
import worksound.messages.SegmentEvents.SegmentDelivered;
import worksound.messages.SegmentEvents.SegmentLost;
import worksound.messages.SegmentFiles;
import worksound.messages.SegmentRequests.FindSegment;
import worksound.messages.SegmentRequests.FoundSegment;

/** What pages fetch: where a segment lies, that its file may be gone, and what is not needed any more once one has left. */
final class SegmentDelivery {

  private final Vertx vertx;
  private final SegmentFiles files;
  private final SegmentRegistry registry;
  private final SegmentAcceptance acceptance;
  private final FileDeleter fileDeleter;

  SegmentDelivery(Vertx vertx, SegmentFiles files, SegmentRegistry registry, SegmentAcceptance acceptance, FileDeleter fileDeleter) {
    this.vertx = vertx;
    this.files = files;
    this.registry = registry;
    this.acceptance = acceptance;
    this.fileDeleter = fileDeleter;
  }

  /** Which file a page is to be sent; fails where it is not, or no longer, there. */
  Future<FoundSegment> find(FindSegment request) {
    return acceptance.settled(request.index()).compose(v -> {
      Segment segment = registry.find(request.sessionId(), request.index());
      String sessionId = registry.sessionId();
      String file = files.segment(sessionId, segment.index()).toString();
      if (request.taking()) {
        registry.pin(segment.index());
      }
      return vertx.fileSystem().exists(file).map(exists -> {
        if (!exists) {
          lost(sessionId, segment.index());
          throw Failure.SEGMENT_GONE.because("The file of segment " + segment.index() + " was removed from audio.dir; what no page had yet is made again.");
        }
        return new FoundSegment(sessionId, segment.index(), file, segment.bytes(), segment.etag());
      });
    });
  }

  /** What continues a lost segment goes with it: what is made in its place has another end. */
  private void lost(String sessionId, int index) {
    if (registry.known(sessionId, index) != null) {
      registry.forgetFrom(index).forEach(later -> {
        fileDeleter.delete(sessionId, later, FileDeleter.Kind.SEGMENT);
        fileDeleter.delete(sessionId, later + 1, FileDeleter.Kind.SEED);
      });
      SEGMENT_LOST.publish(vertx, new SegmentLost(sessionId, index, Instant.now()));
    }
  }

  /** A page has a segment whole: what came before it, and what it was made from, goes. */
  void delivered(SegmentDelivered event) {
    if (registry.isOf(event.sessionId())) {
      registry.forgetBefore(event.index()).forEach(index -> {
        fileDeleter.delete(event.sessionId(), index, FileDeleter.Kind.SEGMENT);
        fileDeleter.delete(event.sessionId(), index, FileDeleter.Kind.SEED);
      });
      fileDeleter.delete(event.sessionId(), event.index(), FileDeleter.Kind.SEED);
      fileDeleter.delete(event.sessionId(), event.index(), FileDeleter.Kind.BEST);
    }
  }
}
