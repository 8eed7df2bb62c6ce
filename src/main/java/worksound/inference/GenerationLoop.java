package worksound.inference;

import static worksound.messages.Addresses.AUDIO_CLEAR;
import static worksound.messages.Addresses.AUDIO_TAKE_UP;
import static worksound.messages.Addresses.PROMPT_CHANGED;
import static worksound.messages.Addresses.SESSION_STARTED;
import static worksound.messages.Addresses.SESSION_STOPPED;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import worksound.config.AcestepConfig;
import worksound.config.PlayerConfig;
import worksound.config.SessionConfig;
import worksound.messages.ClearSession;
import worksound.messages.Failure;
import worksound.messages.KeptSession;
import worksound.messages.PromptChanged;
import worksound.messages.ReportPlayback;
import worksound.messages.SessionReply;
import worksound.messages.SessionStarted;
import worksound.messages.SessionStopped;
import worksound.messages.TakeUpSession;
import worksound.messages.TakenUp;

/**
 * Makes one segment after the other, as far ahead of the page as {@link Pacing} allows. There is one turn at a time, whatever
 * happens to the session: a new session's first turn begins when the last turn of the one before has ended.
 */
final class GenerationLoop {

  private static final Logger LOG = LoggerFactory.getLogger(GenerationLoop.class);

  private final Vertx vertx;
  private final Time time;
  private final AcestepConfig config;
  private final SessionConfig sessions;
  private final SegmentMaker maker;
  private final FallbackLadder ladder;
  private final Pacing pacing;
  private final SpeedCheck speed;
  private final LoopEvents told;
  private final EarlyChange early;
  private Session session;
  private Turn turn;

  GenerationLoop(SegmentMaker maker, SessionConfig sessions, PlayerConfig player) {
    this.vertx = maker.vertx;
    this.time = maker.time;
    this.config = maker.config;
    this.sessions = sessions;
    this.maker = maker;
    this.ladder = new FallbackLadder(config.params(), config.fallback());
    this.pacing = new Pacing(sessions.lookAhead(), maker.shape.strideSeconds());
    this.speed = new SpeedCheck(config.fallbackSlowSegments());
    this.told = new LoopEvents(vertx);
    this.early = new EarlyChange(maker.shape, player);
  }

  /**
   * Starts a new session or, when {@code resume} is set and there is one, takes up the failed one or one that an earlier process kept,
   * with the prompt that is given or else its own.
   */
  Future<SessionReply> start(String id, String prompt, boolean resume) {
    if (session != null && !session.failed) {
      return Future.succeededFuture(new SessionReply(session.id, session.prompt, session.nextIndex(), true));
    }
    Session failed = session;
    Session started = resume && failed != null ? failed : new Session(id, effective(prompt));
    session = started;
    session.failed = false;
    session.lastSign = time.seconds();
    if (ladder.reset()) {
      maker.forgetDurations();
    }
    speed.reset();
    return ready(started, failed, resume)
      .compose(kept -> vertx.fileSystem().mkdirs(maker.files.session(started.id).toString())
        .map(v -> begun(started, kept, started == failed || kept != null, prompt)))
      .onFailure(e -> {
        started.failed = true;
        session = started == session ? failed : session;
      });
  }

  /** Makes the way free for a session; what an earlier process kept for it, null when there is nothing of that kind. */
  private Future<KeptSession> ready(Session started, Session failed, boolean resume) {
    if (failed != null) {
      return started == failed ? Future.succeededFuture() : clear(failed).mapEmpty();
    }
    return AUDIO_TAKE_UP.ask(vertx, new TakeUpSession(resume)).map(TakenUp::session).onSuccess(kept -> {
      if (kept != null) {
        started.takeUp(kept);
        maker.leftover.suspect(null);
      }
    });
  }

  private SessionReply begun(Session started, KeptSession kept, boolean resumed, String prompt) {
    if (started != session) {
      clear(started);
      return new SessionReply(started.id, started.prompt, null);
    }
    started.announced = true;
    SESSION_STARTED.publish(vertx,
      new SessionStarted(started.id, started.prompt, resumed, kept == null ? null : kept.segment(), Instant.now()));
    if (resumed && prompt != null && !prompt.isBlank() && !prompt.equals(started.prompt)) {
      changePrompt(prompt);
    }
    consider();
    return new SessionReply(started.id, started.prompt, started.nextIndex());
  }

  /** Ends the session and clears what it left; nothing happens when there is none. */
  Future<SessionReply> stop() {
    if (session == null) {
      return Future.succeededFuture(new SessionReply(null, null, null));
    }
    Session stopped = session;
    close();
    Future<?> cleared = clear(stopped);
    if (stopped.announced) {
      SESSION_STOPPED.publish(vertx, new SessionStopped(stopped.id, Instant.now()));
    }
    return cleared.map(v -> new SessionReply(stopped.id, stopped.prompt, null));
  }

  /** Uses another prompt from the next segment on whose generation has not begun. */
  Future<SessionReply> changePrompt(String prompt) {
    if (session == null) {
      return Future.failedFuture(Failure.NO_SESSION.because("No session is running; press Play first."));
    }
    session.prompt = effective(prompt);
    session.triedAgainWith = null;
    boolean underWay = turn != null && turn.session == session && turn.order != null;
    boolean again = turn == null && replaceIfSafe();
    int applies = again ? session.newestAccepted : underWay ? turn.index + 1 : session.nextIndex();
    PROMPT_CHANGED.publish(vertx, new PromptChanged(session.id, session.prompt, applies, Instant.now()));
    return Future.succeededFuture(new SessionReply(session.id, session.prompt, applies));
  }

  /** A page has a segment whole. */
  void delivered(String sessionId, int index) {
    if (session != null && session.id.equals(sessionId)) {
      session.newestDelivered = Math.max(session.newestDelivered, index);
      session.lastSign = time.seconds();
      consider();
    }
  }

  /** A page told where it is and, once it knows, how long its last download took. */
  void reported(ReportPlayback report) {
    if (session == null || !session.id.equals(report.sessionId())) {
      return;
    }
    session.lastSign = time.seconds();
    session.position = report.segmentIndex() == null ? null
      : new EarlyChange.Position(report.segmentIndex(), report.positionSeconds(), time.seconds());
    if (report.downloadSeconds() != null) {
      pacing.downloadTook(report.downloadSeconds());
    }
    consider();
  }

  /** Nothing more is made or told; a task that runs is followed to its end. */
  void close() {
    session = null;
    if (turn != null && turn.retry != null) {
      time.cancel(turn.retry);
      turn = null;
    }
  }

  private void consider() {
    if (turn != null || session == null || !session.announced || session.failed || isForsaken()) {
      return;
    }
    if (pacing.allows(session.newestAccepted, session.newestDelivered)) {
      begin(session.nextIndex());
    } else {
      replaceIfSafe();
    }
  }

  /** Nobody has given a sign of listening for so long that nothing more is made until someone does. */
  private boolean isForsaken() {
    return time.seconds() - session.lastSign > sessions.idleStopMinutes() * 60.0;
  }

  private boolean replaceIfSafe() {
    if (session.failed || !session.isOutdated()
      || !early.isSafe(session.newestAccepted, session.position, maker.durations.expected(), time.seconds())) {
      return false;
    }
    session.triedAgainWith = session.prompt;
    begin(session.newestAccepted);
    return true;
  }

  private void begin(int index) {
    turn = new Turn(session, index, time, config.maxAttempts());
    attempt(turn);
  }

  private void attempt(Turn mine) {
    Order order = mine.next();
    maker.make(order, ladder.current(), () -> mine.session == session, progress -> progressed(order, progress))
      .onComplete(made -> succeeded(mine, made), e -> failed(mine, e));
  }

  private void progressed(Order order, Progress progress) {
    if (session != null && session.announced) {
      told.progressed(session, order, progress);
    }
  }

  private void succeeded(Turn mine, SegmentMaker.Made made) {
    turn = null;
    if (mine.session != session) {
      leave(mine);
      return;
    }
    session.newestAccepted = made.segment().index();
    session.newestPrompt = made.segment().prompt();
    if (made.generationSeconds() == null) {
      consider();
      return;
    }
    pacing.generationTook(made.generationSeconds());
    if (speed.isTooSlow(made.realtimeFactor()) && ladder.canStepDown(Problem.TOO_SLOW)) {
      fallBack(mine, String.format(Locale.ROOT, "%d segments in a row took longer to make than to play, the last one %.1f s.",
        config.fallbackSlowSegments(), made.generationSeconds()));
    }
    consider();
  }

  private void failed(Turn mine, Throwable e) {
    if (mine.session != session) {
      turn = null;
      leave(mine);
      return;
    }
    AcestepException failure = AcestepException.of(e);
    Problem problem = failure.problem();
    if (problem == Problem.INTERNAL_ERROR) {
      LOG.error("session={} segment={} attempt failed", mine.order.sessionId(), mine.order.index(), e);
    }
    if (mine.isReplacement()) {
      leaveAsItIs(mine, failure);
      return;
    }
    mine.failed(problem);
    Verdict verdict = Verdict.of(problem, mine.course(ladder.canStepDown(problem)), config.maxAttempts(), config.giveUpMinutes() * 60.0);
    switch (verdict) {
      case RETRY -> retry(mine, failure,
        Backoff.seconds(mine.failures(), config.retrySeconds(), ThreadLocalRandom.current().nextDouble()));
      case FALL_BACK -> {
        fallBack(mine, failure.getMessage());
        retry(mine, failure, config.retrySeconds().min());
      }
      case GIVE_UP -> useBestOrGiveUp(mine, failure);
    }
  }

  /** A segment was to be made again and could not, or too late: the one that is there does. */
  private void leaveAsItIs(Turn mine, AcestepException failure) {
    turn = null;
    told.failed(mine.order, failure, null);
    PROMPT_CHANGED.publish(vertx, new PromptChanged(session.id, session.prompt, session.nextIndex(), Instant.now()));
    consider();
  }

  private void fallBack(Turn mine, String reason) {
    ladder.stepDown();
    maker.forgetDurations();
    mine.fellBack();
    told.fellBack(mine.order, reason, ladder.current());
  }

  private void retry(Turn mine, AcestepException failure, double seconds) {
    told.failed(mine.order, failure, seconds);
    mine.order = null;
    mine.retry = time.after(seconds, () -> attempt(mine));
  }

  private void useBestOrGiveUp(Turn mine, AcestepException failure) {
    if (!mine.hasRefused() || failure.problem() == Problem.SEGMENT_REJECTED) {
      giveUp(mine, failure);
      return;
    }
    told.failed(mine.order, failure, null);
    maker.bestOf(mine.order).onComplete(made -> succeeded(mine, made), none -> {
      if (mine.session == session) {
        giveUp(mine, failure);
      } else {
        failed(mine, failure);
      }
    });
  }

  private void giveUp(Turn mine, AcestepException failure) {
    turn = null;
    mine.session.failed = true;
    told.failed(mine.order, failure, null);
    told.gaveUp(mine.order, failure);
  }

  /** The turn of a session that is over has ended: what it may have left on disk goes, and the next session may begin. */
  private void leave(Turn mine) {
    clear(mine.session).onComplete(done -> consider());
  }

  private Future<?> clear(Session over) {
    return AUDIO_CLEAR.ask(vertx, new ClearSession(over.id));
  }

  private String effective(String prompt) {
    return prompt == null || prompt.isBlank() ? sessions.defaultPrompt() : prompt;
  }
}
