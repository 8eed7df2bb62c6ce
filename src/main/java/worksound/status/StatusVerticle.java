package worksound.status;

import static worksound.messages.Addresses.ENGINE_CHECKED;
import static worksound.messages.Addresses.GENERATION_FAILED;
import static worksound.messages.Addresses.GENERATION_FELL_BACK;
import static worksound.messages.Addresses.GENERATION_FINISHED;
import static worksound.messages.Addresses.GENERATION_MOVED;
import static worksound.messages.Addresses.GENERATION_PAUSED;
import static worksound.messages.Addresses.GENERATION_PROGRESSED;
import static worksound.messages.Addresses.GENERATION_RESUMED;
import static worksound.messages.Addresses.GENERATION_SUBMITTED;
import static worksound.messages.Addresses.MUSIC_DECAYED;
import static worksound.messages.Addresses.PIECE_FAILED;
import static worksound.messages.Addresses.PIECE_REQUESTED;
import static worksound.messages.Addresses.PIECE_WITHDRAWN;
import static worksound.messages.Addresses.PLAYBACK_REPORT;
import static worksound.messages.Addresses.PLAYBACK_REPORTED;
import static worksound.messages.Addresses.PROMPT_CHANGED;
import static worksound.messages.Addresses.SEGMENT_ACCEPTED;
import static worksound.messages.Addresses.SEGMENT_DELETED;
import static worksound.messages.Addresses.SEGMENT_DELIVERED;
import static worksound.messages.Addresses.SEGMENT_LOST;
import static worksound.messages.Addresses.SEGMENT_REJECTED;
import static worksound.messages.Addresses.SESSION_CURRENT;
import static worksound.messages.Addresses.SESSION_FAILED;
import static worksound.messages.Addresses.SESSION_KEPT;
import static worksound.messages.Addresses.SESSION_STARTED;
import static worksound.messages.Addresses.SESSION_STOPPED;
import static worksound.messages.Addresses.STATUS_CHANGED;
import static worksound.messages.Addresses.STATUS_GET;
import static worksound.messages.Addresses.STATUS_STARTED;
import static worksound.messages.Addresses.TAKE_DISCARDED;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import worksound.bus.Event;
import worksound.bus.Failure;
import worksound.bus.Topic;
import worksound.config.Config;
import worksound.messages.GenerationEvents.EngineChecked;
import worksound.messages.Playback.PlaybackAccepted;
import worksound.messages.Playback.PlaybackReported;
import worksound.messages.Playback.ReportPlayback;
import worksound.messages.Snapshot;
import worksound.messages.Snapshot.Timing;
import worksound.messages.Status.GetStatus;
import worksound.messages.Status.StatusChanged;
import worksound.messages.Status.StatusEvent;
import worksound.messages.Status.StatusStarted;

/** The only owner of what is going on: folds every event into one snapshot and tells when it changed. */
public final class StatusVerticle extends VerticleBase {

  private static final long CLOCK_MILLIS = 1_000;

  /** What was found of each server, by its name. */
  private final Map<String, EngineChecked> checks = new LinkedHashMap<>();
  private Snapshot snapshot;

  public StatusVerticle(Config config) {
    Timing timing = new Timing(config.segment().seconds(), config.segment().overlapSeconds(),
      config.player().crossfadeSeconds(), config.player().prefetchSeconds(), config.player().prefetchMaxSeconds());
    String kind = config.acestep().prefersBuiltin() ? EngineFold.BUILTIN : EngineFold.ACESTEP;
    snapshot = SnapshotFold.initial(timing, EngineFold.initial(kind), Instant.now());
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(CLOCK_MILLIS, timer -> update(SnapshotFold.at(snapshot, Instant.now()), null));
    return Future.all(List.of(
      STATUS_GET.answer(vertx, this::get),
      PLAYBACK_REPORT.answer(vertx, this::report),
      fold(ENGINE_CHECKED, this::checked),
      SESSION_CURRENT.listen(vertx, event -> update(SessionFold.after(snapshot, event), null)),
      fold(SESSION_STARTED, SessionFold::after),
      fold(SESSION_STOPPED, SessionFold::after),
      foldOwn(SESSION_FAILED, SessionFold::after),
      fold(SESSION_KEPT, SessionFold::after),
      foldOwn(PROMPT_CHANGED, SnapshotFold::after),
      foldOwn(PIECE_REQUESTED, SnapshotFold::after),
      foldOwn(PIECE_WITHDRAWN, SnapshotFold::after),
      foldOwn(PIECE_FAILED, SnapshotFold::after),
      foldOwn(GENERATION_SUBMITTED, SnapshotFold::after),
      foldOwn(GENERATION_PROGRESSED, SnapshotFold::after),
      foldOwn(GENERATION_FINISHED, SnapshotFold::after),
      foldOwn(GENERATION_FAILED, SnapshotFold::after),
      foldOwn(GENERATION_FELL_BACK, SnapshotFold::after),
      foldOwn(GENERATION_MOVED, SnapshotFold::after),
      foldOwn(GENERATION_PAUSED, SnapshotFold::after),
      foldOwn(GENERATION_RESUMED, SnapshotFold::after),
      foldOwn(SEGMENT_ACCEPTED, SnapshotFold::after),
      fold(SEGMENT_REJECTED, (before, event) -> before),
      fold(SEGMENT_DELIVERED, (before, event) -> before),
      foldOwn(MUSIC_DECAYED, SnapshotFold::after),
      foldOwn(TAKE_DISCARDED, SnapshotFold::after),
      foldOwn(SEGMENT_LOST, SnapshotFold::after),
      foldOwn(SEGMENT_DELETED, SnapshotFold::after)))
      .onSuccess(listening -> STATUS_STARTED.publish(vertx, new StatusStarted()));
  }

  /** What is known of all servers that may generate. */
  private Snapshot checked(Snapshot before, EngineChecked event) {
    checks.put(event.host(), event);
    return SnapshotFold.after(before, List.copyOf(checks.values()), event.at());
  }

  /** Events of another session change nothing in the snapshot. */
  private <E extends Record & Event> Future<Void> foldOwn(Topic<E> topic, BiFunction<Snapshot, E, Snapshot> after) {
    return fold(topic, (before, event) -> event.sessionId().equals(before.sessionId()) ? after.apply(before, event) : before);
  }

  private <E extends Record> Future<Void> fold(Topic<E> topic, BiFunction<Snapshot, E, Snapshot> after) {
    return topic.listen(vertx, event -> update(after.apply(snapshot, event), cause(topic, event)));
  }

  private Future<Snapshot> get(GetStatus request) {
    update(SnapshotFold.at(snapshot, Instant.now()), null);
    return Future.succeededFuture(snapshot);
  }

  /** A page that does not own playback is refused, unless nobody owns it or Play was pressed there. */
  private Future<PlaybackAccepted> report(ReportPlayback report) {
    if (!report.sessionId().equals(snapshot.sessionId())) {
      return Future.failedFuture(Failure.NO_SESSION.because("Session " + report.sessionId() + " is not running."));
    }
    boolean owns = snapshot.playback() == null || snapshot.playback().playerId().equals(report.playerId());
    if (!owns && !report.claim()) {
      return Future.failedFuture(Failure.PLAYBACK_TAKEN.because("Another page is playing this session."));
    }
    PlaybackReported event = new PlaybackReported(report, Instant.now());
    update(SnapshotFold.after(snapshot, event), underrun(report));
    PLAYBACK_REPORTED.publish(vertx, event);
    return Future.succeededFuture(new PlaybackAccepted());
  }

  /** The next segment came too late for the page: worth an event of its own. */
  private StatusEvent underrun(ReportPlayback report) {
    Snapshot.Playback before = snapshot.playback();
    boolean more = before != null && before.playerId().equals(report.playerId()) && report.underruns() > before.underruns();
    return !more ? null : new StatusEvent("underrun", JsonObject.mapFrom(report).getMap());
  }

  private void update(Snapshot next, StatusEvent cause) {
    boolean changed = next != snapshot;
    snapshot = next;
    if (cause != null) {
      EventLog.write(cause);
    }
    if (changed || cause != null) {
      STATUS_CHANGED.publish(vertx, new StatusChanged(snapshot, cause));
    }
  }

  /** Progress is part of the snapshot and is not kept as an event of its own. */
  private static StatusEvent cause(Topic<?> topic, Record event) {
    if (topic == GENERATION_PROGRESSED) {
      return null;
    }
    return new StatusEvent(topic.address().replaceAll("[.-]", "_"), JsonObject.mapFrom(event).getMap());
  }
}
