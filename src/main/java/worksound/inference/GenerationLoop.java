package worksound.inference;

import static worksound.messages.Addresses.AUDIO_CLEAR;
import static worksound.messages.Addresses.GENERATION_FAILED;
import static worksound.messages.Addresses.GENERATION_FELL_BACK;
import static worksound.messages.Addresses.PROMPT_CHANGED;
import static worksound.messages.Addresses.SESSION_FAILED;
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
import worksound.config.SegmentConfig;
import worksound.config.SessionConfig;
import worksound.messages.ClearSession;
import worksound.messages.Failure;
import worksound.messages.GenerationFailed;
import worksound.messages.GenerationFellBack;
import worksound.messages.PromptChanged;
import worksound.messages.SegmentFiles;
import worksound.messages.SessionFailed;
import worksound.messages.SessionReply;
import worksound.messages.SessionStarted;
import worksound.messages.SessionStopped;

/**
 * Makes one segment after the other, as far ahead of the page as {@link Pacing} allows. There is one turn at a time, whatever
 * happens to the session: a new session's first turn begins when the last turn of the one before has ended.
 */
final class GenerationLoop {

  private static final Logger LOG = LoggerFactory.getLogger(GenerationLoop.class);

  private final Vertx vertx;
  private final AcestepConfig config;
  private final SessionConfig sessions;
  private final SegmentConfig shape;
  private final SegmentFiles files;
  private final SegmentMaker maker;
  private final FallbackLadder ladder;
  private final Pacing pacing;
  private Session session;
  private Turn turn;

  /** The making of one segment, over all its attempts. */
  private static final class Turn {
    private final Session session;
    private final long begun = System.nanoTime();
    private int attempt;
    private int attemptOnRung;
    private Order order;
    private Long retryTimer;

    Turn(Session session) {
      this.session = session;
    }

    double seconds() {
      return (System.nanoTime() - begun) / 1e9;
    }
  }

  GenerationLoop(Vertx vertx, SegmentMaker maker, AcestepConfig config, SessionConfig sessions, SegmentConfig shape,
                 SegmentFiles files) {
    this.vertx = vertx;
    this.maker = maker;
    this.config = config;
    this.sessions = sessions;
    this.shape = shape;
    this.files = files;
    this.ladder = new FallbackLadder(config.params(), config.fallback());
    this.pacing = new Pacing(sessions.lookAhead(), shape.strideSeconds());
  }

  /** Starts a new session, or takes the failed one up again when {@code resume} is set and there is one. */
  Future<SessionReply> start(String id, String prompt, boolean resume) {
    if (session != null && !session.failed) {
      return Future.failedFuture(Failure.ALREADY_RUNNING.because("Session " + session.id + " is already running."));
    }
    boolean resumed = resume && session != null;
    Session failed = session;
    Future<?> ready = resumed || failed == null ? Future.succeededFuture() : clear(failed);
    session = resumed ? failed : new Session(id, effective(prompt));
    session.failed = false;
    ladder.reset();
    Session started = session;
    return ready.compose(v -> vertx.fileSystem().mkdirs(files.session(started.id).toString())).map(v -> {
      if (started == session) {
        SESSION_STARTED.publish(vertx, new SessionStarted(started.id, started.prompt, resumed, Instant.now()));
        consider();
      }
      return new SessionReply(started.id, started.prompt, started.nextIndex());
    });
  }

  /** Ends the session and clears what it left; nothing happens when there is none. */
  Future<SessionReply> stop() {
    if (session == null) {
      return Future.succeededFuture(new SessionReply(null, null, null));
    }
    Session stopped = session;
    session = null;
    if (turn != null && turn.retryTimer != null) {
      vertx.cancelTimer(turn.retryTimer);
      turn = null;
    }
    SESSION_STOPPED.publish(vertx, new SessionStopped(stopped.id, Instant.now()));
    return clear(stopped).map(v -> new SessionReply(stopped.id, stopped.prompt, null));
  }

  /** Uses another prompt from the next segment on whose generation has not begun. */
  Future<SessionReply> changePrompt(String prompt) {
    if (session == null) {
      return Future.failedFuture(Failure.NO_SESSION.because("No session is running; press Play first."));
    }
    session.prompt = effective(prompt);
    boolean underWay = turn != null && turn.session == session && turn.order != null;
    int applies = underWay ? session.nextIndex() + 1 : session.nextIndex();
    PROMPT_CHANGED.publish(vertx, new PromptChanged(session.id, session.prompt, applies, Instant.now()));
    return Future.succeededFuture(new SessionReply(session.id, session.prompt, applies));
  }

  /** A page has a segment whole. */
  void delivered(String sessionId, int index) {
    if (session != null && session.id.equals(sessionId)) {
      session.newestDelivered = Math.max(session.newestDelivered, index);
      consider();
    }
  }

  /** A page's download took this long. */
  void downloadTook(double seconds) {
    pacing.downloadTook(seconds);
    consider();
  }

  /** The process ends: nothing more is made or told. */
  void close() {
    session = null;
    if (turn != null && turn.retryTimer != null) {
      vertx.cancelTimer(turn.retryTimer);
    }
  }

  private void consider() {
    if (turn == null && session != null && !session.failed && pacing.allows(session.newestAccepted, session.newestDelivered)) {
      turn = new Turn(session);
      attempt(turn);
    }
  }

  private void attempt(Turn mine) {
    mine.attempt++;
    mine.attemptOnRung++;
    mine.retryTimer = null;
    mine.order = new Order(mine.session.id, mine.session.nextIndex(), mine.attempt, mine.session.prompt);
    maker.make(mine.order, ladder.current(), () -> mine.session == session)
      .onComplete(made -> succeeded(mine, made), e -> failed(mine, e));
  }

  private void succeeded(Turn mine, SegmentMaker.Made made) {
    turn = null;
    if (mine.session == session) {
      session.newestAccepted = made.segment().index();
      pacing.generationTook(made.generationSeconds());
      considerSpeed(mine, made.generationSeconds());
      consider();
    } else {
      leave(mine);
    }
  }

  private int slowSegments;

  /** Music that is made more slowly than it is heard runs out; something faster is used when that goes on. */
  private void considerSpeed(Turn mine, double generationSeconds) {
    slowSegments = generationSeconds > shape.strideSeconds() ? slowSegments + 1 : 0;
    if (config.fallbackSlowSegments() > 0 && slowSegments >= config.fallbackSlowSegments()) {
      slowSegments = 0;
      fallBack(mine, Problem.TOO_SLOW.because(String.format(Locale.ROOT,
        "%d segments in a row took longer to make (%.1f s) than to play (%.1f s).", config.fallbackSlowSegments(), generationSeconds, shape.strideSeconds())));
    }
  }

  private void failed(Turn mine, Throwable e) {
    if (mine.session != session) {
      turn = null;
      leave(mine);
      return;
    }
    AcestepException problem = AcestepException.of(e);
    if (problem.problem() == Problem.INTERNAL_ERROR) {
      LOG.error("session={} segment={} attempt failed", mine.order.sessionId(), mine.order.index(), e);
    }
    if (problem.problem().remedy() == Problem.Remedy.FALL_BACK || isExhausted(mine, problem) && mine.session.hasMusic()
      && problem.problem() == Problem.TASK_FAILED) {
      if (fallBack(mine, problem)) {
        retryIn(mine, problem, config.retrySeconds().min());
        return;
      }
    }
    if (problem.problem().remedy() == Problem.Remedy.NONE || problem.problem().remedy() == Problem.Remedy.FALL_BACK
      || isExhausted(mine, problem)) {
      giveUp(mine, problem);
    } else {
      retryIn(mine, problem, Backoff.seconds(mine.attemptOnRung, config.retrySeconds(), ThreadLocalRandom.current().nextDouble()));
    }
  }

  /** An unreachable server is waited for while music has played; before that, and for anything else, attempts are counted. */
  private boolean isExhausted(Turn mine, AcestepException problem) {
    if (problem.problem().remedy() == Problem.Remedy.WAIT && mine.session.hasMusic()) {
      return mine.seconds() > config.giveUpMinutes() * 60.0;
    }
    return mine.attemptOnRung >= config.maxAttempts();
  }

  private boolean fallBack(Turn mine, AcestepException problem) {
    if (!ladder.stepDown(problem.problem())) {
      return false;
    }
    maker.forget();
    mine.attemptOnRung = 0;
    FallbackLadder.Rung rung = ladder.current();
    GENERATION_FELL_BACK.publish(vertx, new GenerationFellBack(mine.session.id, mine.order.index(), problem.getMessage(), rung.model(),
      rung.lmModel(), Instant.now()));
    return true;
  }

  private void retryIn(Turn mine, AcestepException problem, double seconds) {
    Order tried = mine.order;
    mine.order = null;
    GENERATION_FAILED.publish(vertx, new GenerationFailed(tried.sessionId(), tried.index(), tried.attempt(), null,
      problem.problem().code(), problem.getMessage(), seconds, Instant.now()));
    mine.retryTimer = vertx.setTimer(Math.max(1, Math.round(seconds * 1_000)), timer -> attempt(mine));
  }

  private void giveUp(Turn mine, AcestepException problem) {
    turn = null;
    mine.session.failed = true;
    maker.forget();
    GENERATION_FAILED.publish(vertx, new GenerationFailed(mine.order.sessionId(), mine.order.index(), mine.order.attempt(), null,
      problem.problem().code(), problem.getMessage(), null, Instant.now()));
    SESSION_FAILED.publish(vertx, new SessionFailed(mine.order.sessionId(), mine.order.index(), problem.problem().code(),
      problem.getMessage(), Instant.now()));
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
