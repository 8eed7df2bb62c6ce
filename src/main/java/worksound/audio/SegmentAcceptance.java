package worksound.audio;

import static worksound.messages.Addresses.MUSIC_DECAYED;
import static worksound.messages.Addresses.SEGMENT_ACCEPTED;
import static worksound.messages.Addresses.SEGMENT_REJECTED;
import static worksound.messages.Addresses.TAKE_DISCARDED;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import worksound.audio.analysis.decay.DecayWatch;
import worksound.audio.store.FileDeleter;
import worksound.audio.store.FileWorker;
import worksound.audio.store.ResumeStore;
import worksound.audio.store.Seeds;
import worksound.audio.store.SegmentDirectory;
import worksound.audio.store.SegmentRegistry;
import worksound.bus.Failure;
import worksound.messages.Measurements.Decay;
import worksound.messages.Measurements.Tone;
import worksound.messages.Segment;
import worksound.messages.SegmentEvents.MusicDecayed;
import worksound.messages.SegmentEvents.SegmentAccepted;
import worksound.messages.SegmentEvents.SegmentRejected;
import worksound.messages.SegmentEvents.TakeDiscarded;
import worksound.messages.SegmentRequests.AcceptSegment;

/** A downloaded WAV on its way to a playable segment: analyzed and imported by the file worker, then registered and published. */
final class SegmentAcceptance {

  private final Vertx vertx;
  private final FileWorker fileWorker;
  private final SegmentDirectory segmentDirectory;
  private final SegmentRegistry registry;
  private final SegmentImporter importer;
  private final ResumeStore resumeStore;
  private final FileDeleter fileDeleter;
  private final Seeds seeds;
  /** The sessions of the segments that are under way, one entry a segment; clearing takes a session out. */
  private final List<String> sessions = new ArrayList<>();
  /** The segment that is under way, or was last. */
  private Pending pending = new Pending(-1, Future.succeededFuture());

  /** @param done completes when the segment has its place, or was refused */
  private record Pending(int index, Future<?> done) {
  }

  SegmentAcceptance(Vertx vertx, FileWorker fileWorker, SegmentDirectory segmentDirectory, SegmentRegistry registry, SegmentImporter importer,
                    ResumeStore resumeStore, FileDeleter fileDeleter, Seeds seeds) {
    this.vertx = vertx;
    this.fileWorker = fileWorker;
    this.segmentDirectory = segmentDirectory;
    this.registry = registry;
    this.importer = importer;
    this.resumeStore = resumeStore;
    this.fileDeleter = fileDeleter;
    this.seeds = seeds;
  }

  /**
   * Accepts a segment; completes when the part is out of the way, so that another attempt may be downloaded to its place.
   *
   * @return the segment; fails with SEGMENT_REJECTED, with SEGMENT_TAKEN when the one before it may not be replaced any more, and with
   *         NO_SESSION when the session was cleared meanwhile
   */
  Future<Segment> accept(AcceptSegment request) {
    long begun = System.nanoTime();
    if (registry.isPinned(request.sessionId(), request.index())) {
      return fileDeleter.delete(request.sessionId(), request.index(), FileDeleter.Kind.PART).compose(v -> Future.failedFuture(
        Failure.SEGMENT_TAKEN.because("Segment " + request.index() + " is on its way to a page and stays as it is.")));
    }
    Segment source = registry.known(request.sessionId(), request.index() - 1);
    Segment known = registry.known(request.sessionId(), request.index());
    Segment waiting = known != null && known.prompt().equals(request.prompt()) ? known : null;
    sessions.add(request.sessionId());
    Future<Imported> imported = fileWorker.run(() -> importSegment(request, source, waiting));
    Future<Segment> accepted = imported
      .transform(done -> sessions.remove(request.sessionId()) ? imported
        : Future.failedFuture(Failure.NO_SESSION.because("Session " + request.sessionId() + " is over.")))
      .map(done -> settle(request, done, (System.nanoTime() - begun) / 1e9))
      .eventually(() -> fileDeleter.delete(request.sessionId(), request.index(), FileDeleter.Kind.PART));
    pending = new Pending(request.index(), accepted.otherwiseEmpty());
    return accepted;
  }

  /** @param decay how the session's music holds up, null when the segment was rejected or stays as it was */
  private record Imported(SegmentImporter.Outcome outcome, Decay decay) {
  }

  private Imported importSegment(AcceptSegment request, Segment source, Segment waiting) throws IOException {
    segmentDirectory.requireOwned();
    SegmentImporter.Outcome outcome = importer.importSegment(request, source, waiting);
    boolean isUsed = outcome.segment() != null && outcome.isNew();
    return new Imported(outcome, isUsed ? resumeStore.keep(request.sessionId(), outcome.segment(), outcome.figures().tone()) : null);
  }

  private Segment settle(AcceptSegment request, Imported imported, double seconds) {
    SegmentImporter.Outcome outcome = imported.outcome();
    String sessionId = request.sessionId();
    Segment segment = outcome.segment();
    if (segment == null) {
      SEGMENT_REJECTED.publish(vertx, new SegmentRejected(sessionId, request.index(), outcome.words(), outcome.figures(), Instant.now()));
      throw Failure.SEGMENT_REJECTED.because(outcome.words());
    }
    registry.add(sessionId, segment);
    if (!outcome.isNew()) {
      TAKE_DISCARDED.publish(vertx, new TakeDiscarded(sessionId, segment.index(), outcome.words(), segment.takes(), outcome.figures(),
        Instant.now()));
      return segment;
    }
    SEGMENT_ACCEPTED.publish(vertx, new SegmentAccepted(sessionId, segment, seconds, outcome.words(), outcome.figures(), Instant.now()));
    fileDeleter.delete(sessionId, segment.index(), FileDeleter.Kind.BEST);
    seeds.prepare(sessionId, segment.index() + 1);
    follow(sessionId, segment, outcome.figures().tone(), imported.decay());
    return segment;
  }

  /** Keeps the end of the music that the rest is compared with, and says so when that has worn down against it. */
  private void follow(String sessionId, Segment segment, Tone tone, Decay decay) {
    if (decay.anchorIndex() != null && decay.anchorIndex() == segment.index()) {
      seeds.keepAnchor(sessionId, segment.index() + 1);
    }
    if (DecayWatch.isDecayed(decay)) {
      MUSIC_DECAYED.publish(vertx, new MusicDecayed(sessionId, segment.index(), decay.anchorIndex(), decay.measure(), tone, Instant.now()));
    }
  }

  /** Completes when no segment is under way any more. */
  Future<?> settled() {
    return pending.done();
  }

  /** Completes when this very segment is not under way any more: it may be about to be replaced. */
  Future<?> settled(Integer index) {
    return index != null && index == pending.index() ? pending.done() : Future.succeededFuture();
  }

  /** The session is over: what is under way for it is refused. */
  void cancel(String sessionId) {
    sessions.removeIf(sessionId::equals);
  }
}
