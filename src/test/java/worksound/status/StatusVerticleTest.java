package worksound.status;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static worksound.messages.Addresses.GENERATION_FAILED;
import static worksound.messages.Addresses.GENERATION_FELL_BACK;
import static worksound.messages.Addresses.GENERATION_FINISHED;
import static worksound.messages.Addresses.GENERATION_PROGRESSED;
import static worksound.messages.Addresses.GENERATION_SUBMITTED;
import static worksound.messages.Addresses.PLAYBACK_REPORT;
import static worksound.messages.Addresses.PLAYBACK_REPORTED;
import static worksound.messages.Addresses.PROMPT_CHANGED;
import static worksound.messages.Addresses.SEGMENT_ACCEPTED;
import static worksound.messages.Addresses.SEGMENT_DELETED;
import static worksound.messages.Addresses.SESSION_FAILED;
import static worksound.messages.Addresses.SESSION_STARTED;
import static worksound.messages.Addresses.SESSION_STOPPED;
import static worksound.messages.Addresses.STATUS_CHANGED;
import static worksound.messages.Addresses.STATUS_GET;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import worksound.bus.Failure;
import worksound.bus.RecordCodec;
import worksound.config.Config;
import worksound.messages.GenerationEvents.GenerationFailed;
import worksound.messages.GenerationEvents.GenerationFellBack;
import worksound.messages.GenerationEvents.GenerationFinished;
import worksound.messages.GenerationEvents.GenerationProgressed;
import worksound.messages.GenerationEvents.GenerationSubmitted;
import worksound.messages.Playback.PlaybackReported;
import worksound.messages.Playback.ReportPlayback;
import worksound.messages.Segment;
import worksound.messages.SegmentEvents.SegmentAccepted;
import worksound.messages.SegmentEvents.SegmentDeleted;
import worksound.messages.SessionEvents.PromptChanged;
import worksound.messages.SessionEvents.SessionFailed;
import worksound.messages.SessionEvents.SessionStarted;
import worksound.messages.SessionEvents.SessionStopped;
import worksound.messages.Snapshot.Phase;
import worksound.messages.Snapshot;
import worksound.messages.Status.GetStatus;
import worksound.messages.Status.StatusChanged;
import worksound.testing.Requirement;

/** The verticle alone, asked and told over the bus. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class StatusVerticleTest {

  private static final int PATIENCE_SECONDS = 20;

  private final BlockingQueue<StatusChanged> changes = new LinkedBlockingQueue<>();
  private final BlockingQueue<PlaybackReported> reports = new LinkedBlockingQueue<>();
  private Vertx vertx;

  @BeforeEach
  void deploy(Vertx vertx) throws Exception {
    this.vertx = vertx;
    RecordCodec.register(vertx.eventBus());
    STATUS_CHANGED.listen(vertx, changes::add).await(PATIENCE_SECONDS, SECONDS);
    PLAYBACK_REPORTED.listen(vertx, reports::add).await(PATIENCE_SECONDS, SECONDS);
    vertx.deployVerticle(new StatusVerticle(Config.from(new JsonObject()))).await(PATIENCE_SECONDS, SECONDS);
  }

  @Test
  @Requirement("R21")
  void everyEventIsALineOfTheLog() throws Exception {
    Logger events = (Logger) LoggerFactory.getLogger("worksound.events");
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    events.addAppender(lines);
    try {
      startSession();
      changes.poll(PATIENCE_SECONDS, SECONDS);
      SESSION_STOPPED.publish(vertx, new SessionStopped("ab", Instant.now()));
      changes.poll(PATIENCE_SECONDS, SECONDS);
      assertThat(List.copyOf(lines.list)).extracting(ILoggingEvent::getFormattedMessage).satisfiesExactly(
        started -> assertThat(started).startsWith("session_started").contains("session=ab", "prompt=\"calm\""),
        stopped -> assertThat(stopped).startsWith("session_stopped").contains("session=ab"));
    } finally {
      events.detachAppender(lines);
    }
  }

  @Test
  void anEventBecomesASnapshotWithItsCause() throws Exception {
    startSession();
    StatusChanged change = changes.poll(PATIENCE_SECONDS, SECONDS);
    assertThat(change.snapshot().sessionId()).isEqualTo("ab");
    assertThat(change.cause().name()).isEqualTo("session_started");
    assertThat(change.cause().data()).containsEntry("session_id", "ab").containsEntry("prompt", "calm");
    assertThat(get()).isEqualTo(change.snapshot());
  }

  @Test
  void progressChangesTheSnapshotAndIsNoEventToKeep() throws Exception {
    startSession();
    changes.poll(PATIENCE_SECONDS, SECONDS);
    GENERATION_PROGRESSED.publish(vertx, new GenerationProgressed("ab", 0, 1, "t", Phase.of(Phase.Code.generating), "Generating", 0.5, 3, null, null, null, Instant.now()));
    StatusChanged change = changes.poll(PATIENCE_SECONDS, SECONDS);
    assertThat(change.snapshot().generation().progress()).isEqualTo(0.5);
    assertThat(change.cause()).isNull();
  }

  @Test
  void eventsOfAnotherSessionChangeNothing() throws Exception {
    Instant now = Instant.now();
    startSession();
    Snapshot before = changes.poll(PATIENCE_SECONDS, SECONDS).snapshot();
    SESSION_STOPPED.publish(vertx, new SessionStopped("old", now));
    SESSION_FAILED.publish(vertx, new SessionFailed("old", 1, "c", "m", null, now));
    PROMPT_CHANGED.publish(vertx, new PromptChanged("old", "p", 1, now));
    GENERATION_SUBMITTED.publish(vertx, new GenerationSubmitted("old", 1, 1, "t", "repaint", 0, "p", "http://gpu:8001", "m", null, null, 0, 0, 0, now));
    GENERATION_PROGRESSED.publish(vertx, new GenerationProgressed("old", 1, 1, "t", Phase.of(Phase.Code.generating), "s", 0.5, 1, null, null, true, now));
    GENERATION_FINISHED.publish(vertx, new GenerationFinished("old", 1, 1, "t", "m", null, null, 0, 1, 1, 1, 1, now));
    GENERATION_FAILED.publish(vertx, new GenerationFailed("old", 1, 1, null, "c", "m", null, null, now));
    GENERATION_FELL_BACK.publish(vertx, new GenerationFellBack("old", 1, "r", null, "m", null, now));
    Segment segment = new Segment(9, 8, "x", 60, 15, Segment.Join.overlap, 48_000, 1, "e", null, 0, 0, null, null);
    SEGMENT_ACCEPTED.publish(vertx, new SegmentAccepted("old", segment, 0, null, null, now));
    SEGMENT_DELETED.publish(vertx, new SegmentDeleted("old", 0, "segment", true, null, now));
    StatusChanged change;
    do {
      change = changes.poll(PATIENCE_SECONDS, SECONDS);
      assertThat(change.snapshot()).as(change.cause().name()).isEqualTo(before);
    } while (!change.cause().name().equals("segment_deleted"));
    assertThat(get()).isEqualTo(before);
  }

  @Test
  void onePageOwnsPlaybackUntilAnotherClaimsIt() throws Exception {
    startSession();
    changes.poll(PATIENCE_SECONDS, SECONDS);
    report("first", "ab", false);
    assertThat(reports.poll(PATIENCE_SECONDS, SECONDS).report().playerId()).isEqualTo("first");
    assertRefused(Failure.PLAYBACK_TAKEN, "second", "ab", false);
    report("second", "ab", true);
    assertThat(get().playback().playerId()).isEqualTo("second");
    assertRefused(Failure.PLAYBACK_TAKEN, "first", "ab", false);
    assertRefused(Failure.NO_SESSION, "second", "another", true);
  }

  private void startSession() {
    SESSION_STARTED.publish(vertx, new SessionStarted("ab", "calm", false, null, Instant.now()));
  }

  private Snapshot get() throws Exception {
    return STATUS_GET.ask(vertx, new GetStatus()).await(PATIENCE_SECONDS, SECONDS);
  }

  private void report(String player, String session, boolean claim) throws Exception {
    PLAYBACK_REPORT.ask(vertx, new ReportPlayback(player, session, Snapshot.State.playing, 0, 1.5, 58.5, 0, null, claim))
      .await(PATIENCE_SECONDS, SECONDS);
  }

  private void assertRefused(Failure failure, String player, String session, boolean claim) {
    assertThatThrownBy(() -> report(player, session, claim)).satisfies(e -> assertThat(Failure.of(e)).isEqualTo(failure));
  }
}
