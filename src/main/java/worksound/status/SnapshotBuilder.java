package worksound.status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import worksound.messages.Segment;
import worksound.messages.Snapshot;
import worksound.messages.Snapshot.Engine;
import worksound.messages.Snapshot.Generation;
import worksound.messages.Snapshot.Heard;
import worksound.messages.Snapshot.Playback;
import worksound.messages.Snapshot.Prompt;
import worksound.messages.Snapshot.State;
import worksound.messages.Snapshot.Timing;

/** The next snapshot while it is being written: starts as the one before; what follows from the rest is worked out at the end. */
final class SnapshotBuilder {

  String sessionId;
  List<Segment> segments;
  Generation generation;
  Prompt prompt;
  Playback playback;
  Heard heard;
  Engine engine;
  Snapshot.Error error;
  Snapshot.Resumable resumable;
  Snapshot.NewPiece newPiece;
  Snapshot.Explanation renewal;
  String paused;

  private final Timing timing;
  private final long version;
  private final Instant now;

  SnapshotBuilder(Snapshot before, Instant now) {
    sessionId = before.sessionId();
    segments = before.segments();
    generation = before.generation();
    prompt = before.prompt();
    playback = before.playback();
    heard = before.heard();
    engine = before.engine();
    error = before.error();
    resumable = before.resumable();
    newPiece = before.newPiece();
    renewal = before.renewal();
    paused = before.paused();
    timing = before.timing();
    version = before.version() + 1;
    this.now = now;
  }

  /** A snapshot in which something is another. */
  static Snapshot with(Snapshot before, Instant now, Consumer<SnapshotBuilder> change) {
    SnapshotBuilder next = new SnapshotBuilder(before, now);
    change.accept(next);
    return next.snapshot();
  }

  /** Back to idle; what is known of the engine stays. */
  void clear() {
    sessionId = null;
    segments = List.of();
    generation = null;
    prompt = new Prompt(null, null, null, null);
    playback = null;
    heard = null;
    error = null;
    newPiece = null;
    renewal = null;
    paused = null;
  }

  Snapshot snapshot() {
    Segment newest = segments.isEmpty() ? null : segments.get(segments.size() - 1);
    Prompt timed = new Prompt(prompt.current(), prompt.pending(), prompt.appliesFromSegment(), heardInSeconds());
    return new Snapshot(version, now, sessionId, state(), newest == null ? null : newest.index(), segments, newest,
      generation, timed, playback, heard, timing, engine, error, resumable, newPiece, renewal, paused);
  }

  private State state() {
    if (error != null) {
      return State.error;
    }
    if (sessionId == null) {
      return State.idle;
    }
    if (playback != null && (playback.state() == State.playing || playback.state() == State.downloading)) {
      return playback.state();
    }
    return paused == null ? State.generating : State.idle;
  }

  /** A new prompt sounds where the overlap with the segment before it ends. */
  private Double heardInSeconds() {
    if (prompt.appliesFromSegment() == null || playback == null || playback.segmentIndex() == null) {
      return null;
    }
    double stride = timing.segmentSeconds() - timing.overlapSeconds();
    double sinceReport = Duration.between(playback.reportedAt(), now).toMillis() / 1000.0;
    double begins = (prompt.appliesFromSegment() - playback.segmentIndex()) * stride + timing.overlapSeconds();
    return Math.max(0, begins - playback.positionSeconds() - sinceReport);
  }
}
