package worksound.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static worksound.testing.Await.done;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import worksound.acestep.Fault;
import worksound.acestep.StandInOptions;
import worksound.bus.Failure;
import worksound.messages.Addresses;
import worksound.messages.GenerationEvents.GenerationSubmitted;
import worksound.messages.Liveness.Ping;
import worksound.messages.SessionEvents.SessionFailed;
import worksound.messages.SessionEvents.SessionKept;
import worksound.messages.SessionEvents.SessionStarted;
import worksound.messages.SessionEvents.SessionStopped;
import worksound.messages.SessionFiles.ClearSession;
import worksound.messages.SessionRequests.ChangePrompt;
import worksound.messages.SessionRequests.RequestPiece;
import worksound.messages.SessionRequests.SessionReply;
import worksound.messages.SessionRequests.StartSession;
import worksound.messages.SessionRequests.StopSession;
import worksound.messages.Snapshot;

/** Play and Stop that do not wait for one another. */
@Timeout(60)
class ClickTest extends RigTestBase {

  @BeforeEach
  void open() throws Exception {
    open(new StandInOptions(), new JsonObject(), null);
  }

  private Future<SessionReply> play(boolean resume) {
    return Addresses.SESSION_START.ask(vertx, new StartSession(resume ? null : "rain", resume));
  }

  private Future<SessionReply> stop() {
    return Addresses.SESSION_STOP.ask(vertx, new StopSession());
  }

  /** No start comes to its end before what the test does meanwhile is on its way. */
  private <T> T beforeAnyStartEnds(Supplier<T> clicks) {
    Promise<Void> sent = Promise.promise();
    Set<String> held = Set.of(Addresses.AUDIO_RESUME.address(), Addresses.AUDIO_CLEAR.address());
    vertx.eventBus().addOutboundInterceptor(delivery -> {
      if (held.contains(delivery.message().address())) {
        sent.future().onSuccess(v -> delivery.next());
      } else {
        delivery.next();
      }
    });
    T futures = clicks.get();
    sent.complete();
    return futures;
  }

  private void assertStoppedBeforeItBegan(Future<SessionReply> play) throws Exception {
    assertThatThrownBy(() -> done(play)).hasMessage("Stop was pressed before the session had begun.")
      .satisfies(e -> assertThat(Failure.of(e)).isEqualTo(Failure.NO_SESSION));
    Snapshot status = rig.status();
    assertThat(status.state()).isEqualTo(Snapshot.State.idle);
    assertThat(status.sessionId()).isNull();
    assertThat(status.segments()).isEmpty();
    assertThat(status.resumable()).isNull();
    assertThat(rig.files()).isEmpty();
  }

  @Test
  void stopRightAfterPlayOverAFailedSessionEndsThatToo() throws Exception {
    String failed = fail();
    List<Future<SessionReply>> clicks = beforeAnyStartEnds(() -> List.of(play(false), stop()));
    done(clicks.get(1));
    assertStoppedBeforeItBegan(clicks.get(0));
    assertThat(rig.all(SessionStopped.class)).extracting(SessionStopped::sessionId).containsExactly(failed);
  }

  @Test
  void stopRightAfterResumeEndsTheSessionThatWasKept() throws Exception {
    String kept = keep();
    List<Future<SessionReply>> clicks = beforeAnyStartEnds(() -> List.of(play(true), stop()));
    assertThat(done(clicks.get(1)).sessionId()).isEqualTo(kept);
    assertStoppedBeforeItBegan(clicks.get(0));
  }

  @Test
  void aSecondPlayIsToldTheSessionThatTheFirstBegins() throws Exception {
    String kept = keep();
    List<Future<SessionReply>> clicks = beforeAnyStartEnds(() -> List.of(play(true), play(true)));
    assertThat(done(clicks.get(0))).returns(kept, SessionReply::sessionId).returns(false, SessionReply::alreadyRunning);
    assertThat(done(clicks.get(1))).returns(kept, SessionReply::sessionId).returns(true, SessionReply::alreadyRunning);
  }

  @Test
  void whatIsAskedForWhileASessionIsTakenUpCounts() throws Exception {
    String kept = keep();
    List<Future<SessionReply>> clicks = beforeAnyStartEnds(() -> List.of(play(true),
      Addresses.SESSION_PROMPT.ask(vertx, new ChangePrompt("snow")), Addresses.SESSION_PIECE.ask(vertx, new RequestPiece())));
    done(clicks.get(0));
    assertThat(done(clicks.get(1))).returns(kept, SessionReply::sessionId).returns("snow", SessionReply::prompt);
    assertThat(done(clicks.get(2))).returns(kept, SessionReply::sessionId).returns("snow", SessionReply::prompt);
    assertThat(rig.status().prompt()).extracting(prompts -> prompts.pending() == null ? prompts.current() : prompts.pending()).isEqualTo("snow");
  }

  @Test
  void stopSucceedsThoughItsFilesCannotBeDeleted() throws Exception {
    String session = rig.play();
    refuseToClear();
    assertThat(done(stop()).sessionId()).isEqualTo(session);
    assertThat(rig.status().state()).isEqualTo(Snapshot.State.idle);
  }

  @Test
  void playBeginsAnewThoughTheFilesOfAFailedSessionCannotBeDeleted() throws Exception {
    String failed = fail();
    Handler<DeliveryContext<Object>> refusing = refuseToClear();
    String session = done(play(false)).sessionId();
    assertThat(session).isNotEqualTo(failed);
    rig.awaitAccepted(session, 0);
    vertx.eventBus().removeOutboundInterceptor(refusing);
    done(Addresses.AUDIO_CLEAR.ask(vertx, new ClearSession(failed)));
  }

  @Test
  void stopWhileTheStartIsPublishedIsPublishedAfterIt() throws Exception {
    Promise<Void> held = Promise.promise();
    Promise<Void> released = Promise.promise();
    Set<String> slow = Set.of(Addresses.SESSION_STARTED.address(), Addresses.SESSION_STOPPED.address());
    vertx.eventBus().addOutboundInterceptor(delivery -> {
      if (slow.contains(delivery.message().address())) {
        held.tryComplete();
        released.future().onSuccess(v -> delivery.next());
      } else {
        delivery.next();
      }
    });
    Future<SessionReply> play = play(false);
    done(held.future());
    Future<SessionReply> stop = stop();
    done(Addresses.INFERENCE_PING.ask(vertx, new Ping())); // the stop has been heard before it
    released.complete();
    String session = done(stop).sessionId();
    assertThat(done(play).sessionId()).isEqualTo(session);
    assertThat(rig.all(SessionStopped.class)).extracting(SessionStopped::sessionId).containsExactly(session);
    assertThat(rig.status().state()).isEqualTo(Snapshot.State.idle);
  }

  @Test
  void stopDuringAGenerationClearsItsFolderOnce() throws Exception {
    AtomicInteger cleared = new AtomicInteger();
    vertx.eventBus().addOutboundInterceptor(delivery -> {
      if (delivery.message().address().equals(Addresses.AUDIO_CLEAR.address())) {
        cleared.incrementAndGet();
      }
      delivery.next();
    });
    standIn.hold();
    rig.play();
    rig.await(GenerationSubmitted.class, any -> true);
    done(stop());
    assertThat(cleared).hasValue(1);
    standIn.release();
  }

  /** No session's files can be deleted from here on. Returns what sees to that. */
  private Handler<DeliveryContext<Object>> refuseToClear() {
    Handler<DeliveryContext<Object>> refusing = delivery -> {
      if (delivery.message().address().equals(Addresses.AUDIO_CLEAR.address())) {
        delivery.message().fail(500, "Read-only file system");
      } else {
        delivery.next();
      }
    };
    vertx.eventBus().addOutboundInterceptor(refusing);
    return refusing;
  }

  /** A session that has failed after its first segment. */
  private String fail() throws Exception {
    String session = rig.play();
    rig.awaitAccepted(session, 0);
    standIn.next(Fault.REFUSED_KEY);
    rig.delivered(session, 0);
    rig.await(SessionFailed.class, any -> true);
    return session;
  }

  @Test
  void playAfterAPlayThatWasStoppedBeginsASessionOfItsOwn() throws Exception {
    List<Future<SessionReply>> clicks = beforeAnyStartEnds(() -> List.of(play(false), stop(), play(false), play(false)));
    assertThatThrownBy(() -> done(clicks.get(0))).satisfies(e -> assertThat(Failure.of(e)).isEqualTo(Failure.NO_SESSION));
    String session = done(clicks.get(2)).sessionId();
    assertThat(done(clicks.get(3))).returns(session, SessionReply::sessionId).returns(true, SessionReply::alreadyRunning);
    assertThat(rig.all(SessionStarted.class)).extracting(SessionStarted::sessionId).containsExactly(session);
    rig.awaitAccepted(session, 0);
  }

  /** A session that another process has left. */
  private String keep() throws Exception {
    String session = rig.play();
    rig.awaitAccepted(session, 0);
    rig.restartInference();
    Addresses.SESSION_KEPT.publish(vertx, new SessionKept(session, "calm", 0, null, Instant.now()));
    return session;
  }
}
