package worksound.stream;

import static worksound.messages.Addresses.PLAYBACK_REPORT;

import io.vertx.core.Vertx;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import worksound.bus.Failure;
import worksound.messages.Playback.Player;
import worksound.messages.Playback.ReportPlayback;
import worksound.messages.Snapshot;
import worksound.time.Scheduler;

/** Says where in a session the stream is: when another segment is heard, and every two seconds. Claims playback as a page does. */
final class PlaybackReports {

  private static final double PAUSE_SECONDS = 2;
  private static final Logger LOG = LoggerFactory.getLogger(PlaybackReports.class);

  private final Vertx vertx;
  private final Scheduler scheduler;
  private final String playerId;
  private final String sessionId;
  private final Supplier<Player> by;
  private final Ownership ownership;
  private final Consumer<String> onLost;
  private double dueAt;
  /** The last report was refused, for the session is not running. */
  private boolean unknown;
  private Heard sent;

  /**
   * @param by     who listens now
   * @param onLost gets the reason when reports are refused: "taken" when somebody else plays, "stopped" when the session is not running,
   *               twice in a row
   */
  PlaybackReports(Vertx vertx, Scheduler scheduler, String playerId, String sessionId, Supplier<Player> by, Consumer<String> onLost) {
    this.vertx = vertx;
    this.scheduler = scheduler;
    this.playerId = playerId;
    this.sessionId = sessionId;
    this.by = by;
    this.ownership = new Ownership(playerId, sessionId);
    this.onLost = onLost;
  }

  /** Whether the session is still the stream's to play. */
  Ownership.State evaluate(Snapshot snapshot) {
    return ownership.evaluate(snapshot);
  }

  /** Whether the server knows the stream as the player; the next report does not take playback from anybody then. */
  boolean areAccepted() {
    return !ownership.claims();
  }

  boolean isDue(Heard heard) {
    return scheduler.seconds() >= dueAt || heard != null && (sent == null || sent.index() != heard.index());
  }

  /**
   * Reports.
   *
   * @param heard where the session is or was heard last, null when it was not
   */
  void send(Snapshot.State state, Heard heard, double bufferedSeconds, int underruns) {
    dueAt = scheduler.seconds() + PAUSE_SECONDS;
    sent = heard;
    PLAYBACK_REPORT.ask(vertx, new ReportPlayback(playerId, sessionId, state, heard == null ? null : heard.index(),
      heard == null ? 0 : heard.position(), bufferedSeconds, underruns, null, ownership.claims(), by.get()))
      .onComplete(accepted -> accepted(), this::refused);
  }

  private void accepted() {
    ownership.accepted();
    unknown = false;
  }

  private void refused(Throwable e) {
    if (Failure.of(e) == Failure.PLAYBACK_TAKEN) {
      onLost.accept("taken");
    } else if (Failure.of(e) == Failure.NO_SESSION && unknown) {
      onLost.accept("stopped");   // what the status said of it may have come before the session was joined
    } else if (Failure.of(e) == Failure.NO_SESSION) {
      unknown = true;
      ownership.refused();
    } else {
      LOG.info("session={} the playback report was not taken: {}", sessionId, Failure.words(e));
    }
  }
}
