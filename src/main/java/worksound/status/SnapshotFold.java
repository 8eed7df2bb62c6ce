package worksound.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import worksound.messages.GenerationEvents.EngineChecked;
import worksound.messages.GenerationEvents.GenerationFailed;
import worksound.messages.GenerationEvents.GenerationFellBack;
import worksound.messages.GenerationEvents.GenerationFinished;
import worksound.messages.GenerationEvents.GenerationMoved;
import worksound.messages.GenerationEvents.GenerationPaused;
import worksound.messages.GenerationEvents.GenerationProgressed;
import worksound.messages.GenerationEvents.GenerationResumed;
import worksound.messages.GenerationEvents.GenerationSubmitted;
import worksound.messages.Playback.PlaybackReported;
import worksound.messages.Playback.ReportPlayback;
import worksound.messages.Segment;
import worksound.messages.SegmentEvents.MusicDecayed;
import worksound.messages.SegmentEvents.SegmentAccepted;
import worksound.messages.SegmentEvents.SegmentDeleted;
import worksound.messages.SegmentEvents.SegmentLost;
import worksound.messages.SegmentEvents.TakeDiscarded;
import worksound.messages.SessionEvents.PieceFailed;
import worksound.messages.SessionEvents.PieceRequested;
import worksound.messages.SessionEvents.PieceWithdrawn;
import worksound.messages.SessionEvents.PromptChanged;
import worksound.messages.Snapshot;
import worksound.messages.Snapshot.Heard;
import worksound.messages.Snapshot.Playback;
import worksound.messages.Snapshot.Prompt;
import worksound.messages.Snapshot.State;
import worksound.messages.Snapshot.Timing;

/** The snapshot after an event, from the snapshot before it: a pure fold over events of the session that it shows. */
final class SnapshotFold {

  /** A page reports every 2 s; one that has been quiet this long plays no more. */
  static final Duration PLAYBACK_TIMEOUT = Duration.ofSeconds(15);

  /** Failures that say nothing of the server that generates. */
  private static final Set<String> OUR_OWN = Set.of("disk-full", "internal-error");

  private SnapshotFold() {
  }

  /** Nothing has happened yet. */
  static Snapshot initial(Timing timing, Snapshot.Engine engine, Instant now) {
    return new Snapshot(0, now, null, State.idle, null, List.of(), null, null, new Prompt(null, null, null, null), null, null,
      timing, engine, null, null, null, null, null);
  }

  /** @param checks what was found of each server, the newest last */
  static Snapshot after(Snapshot before, List<EngineChecked> checks, Instant at) {
    return SnapshotBuilder.with(before, at, next -> next.engine = EngineFold.after(before.engine(), checks));
  }

  static Snapshot after(Snapshot before, PromptChanged event) {
    return SnapshotBuilder.with(before, event.at(), next -> next.prompt = PromptFold.after(before, event));
  }

  static Snapshot after(Snapshot before, PieceRequested event) {
    return SnapshotBuilder.with(before, event.at(), next -> next.newPiece = NewPieceFold.after(event));
  }

  static Snapshot after(Snapshot before, PieceWithdrawn event) {
    SnapshotBuilder next = new SnapshotBuilder(before, event.at());
    next.newPiece = null;
    next.generation = isOfNewPiece(before) ? null : before.generation();
    return next.snapshot();
  }

  private static boolean isOfNewPiece(Snapshot snapshot) {
    return snapshot.newPiece() != null && snapshot.generation() != null
      && snapshot.generation().segmentIndex() == snapshot.newPiece().segmentIndex();
  }

  static Snapshot after(Snapshot before, PieceFailed event) {
    return SnapshotBuilder.with(before, event.at(), next -> next.newPiece = NewPieceFold.after(event));
  }

  static Snapshot after(Snapshot before, GenerationSubmitted event) {
    SnapshotBuilder next = new SnapshotBuilder(before, event.at());
    next.newPiece = NewPieceFold.after(before.newPiece(), event);
    next.generation = GenerationFold.after(before, event);
    next.engine = EngineFold.after(before.engine(), event);
    next.paused = null;
    return next.snapshot();
  }

  static Snapshot after(Snapshot before, GenerationMoved event) {
    return SnapshotBuilder.with(before, event.at(), next -> next.engine = EngineFold.after(before.engine(), event));
  }

  static Snapshot after(Snapshot before, GenerationPaused event) {
    SnapshotBuilder next = new SnapshotBuilder(before, event.at());
    next.generation = null;
    next.paused = event.reason();
    return next.snapshot();
  }

  static Snapshot after(Snapshot before, GenerationResumed event) {
    return SnapshotBuilder.with(before, event.at(), next -> next.paused = null);
  }

  static Snapshot after(Snapshot before, GenerationProgressed event) {
    SnapshotBuilder next = new SnapshotBuilder(before, event.at());
    next.generation = GenerationFold.after(before, event);
    next.engine = EngineFold.after(before.engine(), event.reachable());
    return next.snapshot();
  }

  static Snapshot after(Snapshot before, GenerationFinished event) {
    SnapshotBuilder next = new SnapshotBuilder(before, event.at());
    next.generation = GenerationFold.after(event);
    next.engine = EngineFold.after(before.engine(), event);
    return next.snapshot();
  }

  static Snapshot after(Snapshot before, GenerationFailed event) {
    Boolean reachable = OUR_OWN.contains(event.code()) ? null : !event.code().equals("unreachable");
    SnapshotBuilder next = new SnapshotBuilder(before, event.at());
    next.generation = GenerationFold.after(before, event);
    next.engine = EngineFold.after(before.engine(), reachable);
    return next.snapshot();
  }

  static Snapshot after(Snapshot before, GenerationFellBack event) {
    return SnapshotBuilder.with(before, event.at(), next -> next.engine = EngineFold.after(before.engine(), event));
  }

  static Snapshot after(Snapshot before, SegmentAccepted event) {
    SnapshotBuilder next = new SnapshotBuilder(before, event.at());
    next.segments = new ArrayList<>(before.segments());
    next.segments.removeIf(known -> known.index() == event.segment().index());
    next.segments.add(event.segment());
    next.generation = null;
    next.newPiece = NewPieceFold.after(before.newPiece(), event);
    next.renewal = event.segment().join() == Segment.Join.crossfade ? before.renewal() : null;
    next.prompt = PromptFold.after(before.prompt(), event);
    return next.snapshot();
  }

  static Snapshot after(Snapshot before, MusicDecayed event) {
    return SnapshotBuilder.with(before, event.at(), next ->
      next.renewal = new Snapshot.Explanation("music-decayed", Map.of("measure", event.measure()), null));
  }

  static Snapshot after(Snapshot before, TakeDiscarded event) {
    return SnapshotBuilder.with(before, event.at(), next -> {
      next.segments = before.segments().stream().map(known -> known.index() == event.index() ? known.with(event.takes()) : known).toList();
      next.generation = null;
    });
  }

  static Snapshot after(Snapshot before, SegmentDeleted event) {
    // One whose file could not be deleted cannot be fetched any more either.
    return event.kind().equals("segment") ? without(before, index -> index == event.index(), event.at()) : before;
  }

  static Snapshot after(Snapshot before, SegmentLost event) {
    return without(before, index -> index >= event.index(), event.at());
  }

  private static Snapshot without(Snapshot before, IntPredicate gone, Instant at) {
    return SnapshotBuilder.with(before, at, next -> next.segments = before.segments().stream().filter(segment -> !gone.test(segment.index())).toList());
  }

  static Snapshot after(Snapshot before, PlaybackReported event) {
    ReportPlayback report = event.report();
    Playback playback = new Playback(report.playerId(), report.state(), report.segmentIndex(), report.positionSeconds(),
      report.bufferedSeconds(), report.underruns(), report.downloadSeconds(), event.at(), report.by());
    return SnapshotBuilder.with(before, event.at(), next -> {
      next.playback = playback;
      next.heard = report.segmentIndex() == null ? before.heard() : new Heard(report.segmentIndex(), report.positionSeconds());
    });
  }

  /**
   * The snapshot when time has passed: a page that stopped reporting plays no more; where it was heard last is kept. A clock that was set back
   * says nothing of that.
   */
  static Snapshot at(Snapshot before, Instant now) {
    Playback playback = before.playback();
    if (playback == null || Duration.between(playback.reportedAt(), now).abs().compareTo(PLAYBACK_TIMEOUT) < 0) {
      return before;
    }
    return SnapshotBuilder.with(before, now, next -> next.playback = null);
  }
}
