package worksound.inference.loop;

import static worksound.messages.Addresses.AUDIO_CLEAR;
import static worksound.messages.Addresses.AUDIO_RESUME;
import static worksound.messages.Addresses.PROMPT_CHANGED;
import static worksound.messages.Addresses.SESSION_CURRENT;
import static worksound.messages.Addresses.SESSION_STARTED;
import static worksound.messages.Addresses.SESSION_STOPPED;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import worksound.bus.Failure;
import worksound.inference.acestep.ServerPool;
import worksound.inference.attempt.GenerationContext;
import worksound.messages.SessionEvents.CurrentSession;
import worksound.messages.SessionEvents.PromptChanged;
import worksound.messages.SessionEvents.SessionStarted;
import worksound.messages.SessionEvents.SessionStopped;
import worksound.messages.SessionFiles.ClearSession;
import worksound.messages.SessionFiles.ResumableSession;
import worksound.messages.SessionFiles.ResumeSession;
import worksound.messages.SessionFiles.ResumedSession;
import worksound.messages.SessionRequests.PieceWithdrawal;
import worksound.messages.SessionRequests.SessionReply;

/** What a person asks for: a session to begin, to go on with another prompt, or to end. */
public final class SessionCommands {

  private static final Logger LOG = LoggerFactory.getLogger(SessionCommands.class);

  private final Vertx vertx;
  private final GenerationContext context;
  private final ServerPool servers;
  private final GenerationLoop loop;
  private final PieceRequests pieces;
  private final String defaultPrompt;
  /** The start that is under way, null when none is. It fails when the session is stopped meanwhile. */
  private Future<SessionReply> starting;

  /** @param defaultPrompt used in place of an empty one */
  public SessionCommands(GenerationContext context, ServerPool servers, GenerationLoop loop, String defaultPrompt) {
    this.vertx = context.vertx();
    this.context = context;
    this.servers = servers;
    this.loop = loop;
    this.pieces = new PieceRequests(loop, new GenerationPublisher(vertx));
    this.defaultPrompt = defaultPrompt;
  }

  /**
   * Starts a new session or, when {@code resume} is set and there is one, takes up the failed one or one that an earlier process kept,
   * with the prompt that is given or else its own.
   */
  public Future<SessionReply> start(String id, String prompt, boolean resume) {
    if (loop.isShutDown()) {
      return Future.failedFuture(Failure.UNAVAILABLE.because("The server is stopping."));
    }
    Session before = loop.session();
    if (starting != null) {
      return before == null ? starting.transform(abandoned -> start(id, prompt, resume)) : starting.map(SessionCommands::alreadyRunning);
    }
    if (before != null && !before.failed) {
      return Future.succeededFuture(alreadyRunning(new SessionReply(before.id, before.prompt, before.nextIndex())));
    }
    Session started = resume && before != null ? before : new Session(id, effective(prompt));
    started.failed = false;
    started.paused = false;
    started.lastListenerSignal = context.scheduler().seconds();
    loop.attach(started);
    servers.reset();
    starting = begin(started, before, prompt, resume);
    return starting.onComplete(over -> starting = null);
  }

  private static SessionReply alreadyRunning(SessionReply running) {
    return new SessionReply(running.sessionId(), running.prompt(), running.appliesFromSegment(), true);
  }

  private Future<SessionReply> begin(Session started, Session before, String prompt, boolean resume) {
    return ready(started, before, resume)
      .transform(ready -> {
        if (started != loop.session()) {
          return abandoned(started, before);
        }
        if (ready.failed()) {
          loop.attach(before);
          return Future.failedFuture(ready.cause());
        }
        return begun(started, ready.result(), started == before || ready.result() != null, prompt);
      });
  }

  /** Makes the way free for a session; what an earlier process kept for it, null when there is nothing of that kind. */
  private Future<ResumableSession> ready(Session started, Session failed, boolean resume) {
    if (failed != null) {
      return started == failed ? Future.succeededFuture() : clear(failed).mapEmpty();
    }
    return AUDIO_RESUME.ask(vertx, new ResumeSession(resume)).map(ResumedSession::session).onSuccess(kept -> {
      if (kept != null) {
        started.resume(kept);
        servers.suspectLeftovers();
      }
    });
  }

  /** Stop came first: nothing stays of the session, nor of the one that it took the place of or was made from. */
  private Future<SessionReply> abandoned(Session started, Session before) {
    if (loop.isShutDown()) {
      return Future.failedFuture(Failure.UNAVAILABLE.because("The server is stopping."));
    }
    return clear(started).compose(cleared -> {
      SESSION_STOPPED.publish(vertx, new SessionStopped(before == null ? started.id : before.id, Instant.now()));
      return Future.failedFuture(Failure.NO_SESSION.because("Stop was pressed before the session had begun."));
    });
  }

  private Future<SessionReply> begun(Session started, ResumableSession kept, boolean resumed, String prompt) {
    started.announced = true;
    Future<Void> told = SESSION_STARTED.publish(vertx,
      new SessionStarted(started.id, started.prompt, resumed, kept == null ? null : kept.segment(), Instant.now()));
    if (resumed && prompt != null && !prompt.isBlank() && !prompt.equals(started.prompt)) {
      usePrompt(started, prompt);
    }
    loop.generateIfDue();
    SessionReply reply = new SessionReply(started.id, started.prompt, started.nextIndex());
    return told.map(reply);
  }

  /** Tells which session there is; the start of one that has not begun yet is told when it has. */
  public void tellCurrent() {
    Session session = loop.session();
    SESSION_CURRENT.publish(vertx, session == null || !session.announced ? CurrentSession.none()
      : new CurrentSession(session.id, session.prompt, session.lastAccepted, session.failed, Instant.now()));
  }

  /** Ends the session and clears what it left; nothing happens when there is none. */
  public Future<SessionReply> stop() {
    Session stopped = loop.session();
    if (stopped == null) {
      return Future.succeededFuture(new SessionReply(null, null, null));
    }
    loop.close();
    if (starting != null && !stopped.announced) {
      return starting.transform(abandoned -> Future.succeededFuture(new SessionReply(stopped.id, stopped.prompt, null)));
    }
    // Asked first, so that nothing of the session is accepted any more once its end is published.
    Future<Void> cleared = clear(stopped);
    Future<?> begun = starting == null ? Future.succeededFuture() : starting;
    Future<Void> told = begun.transform(v -> SESSION_STOPPED.publish(vertx, new SessionStopped(stopped.id, Instant.now())));
    return cleared.compose(v -> told).map(v -> new SessionReply(stopped.id, stopped.prompt, null));
  }

  /** Uses another prompt from the next segment on whose generation has not begun; a session that is being taken up has its own until then. */
  public Future<SessionReply> changePrompt(String prompt) {
    if (starting != null) {
      return starting.transform(begun -> changePrompt(prompt));
    }
    Session session = loop.session();
    return session == null ? noSession() : usePrompt(session, prompt);
  }

  private Future<SessionReply> usePrompt(Session session, String prompt) {
    session.prompt = effective(prompt);
    session.lastReplacementPrompt = null;
    int applies = loop.promptChanged();
    SessionReply reply = new SessionReply(session.id, session.prompt, applies);
    return PROMPT_CHANGED.publish(vertx, new PromptChanged(session.id, session.prompt, applies, Instant.now())).map(reply);
  }

  /** Asks for a new piece with the prompt in force; one that is on its way already is all there will be. */
  public Future<SessionReply> requestPiece() {
    if (starting != null) {
      return starting.transform(begun -> requestPiece());
    }
    Session session = loop.session();
    return session == null ? noSession() : Future.succeededFuture(new SessionReply(session.id, session.prompt, pieces.request(session)));
  }

  /** Takes the new piece back that is not there yet. */
  public Future<PieceWithdrawal> withdrawPiece() {
    Session session = loop.session();
    return session == null ? noSession() : Future.succeededFuture(new PieceWithdrawal(session.id, pieces.withdraw(session)));
  }

  private static <T> Future<T> noSession() {
    return Future.failedFuture(Failure.NO_SESSION.because("No session is running; press Play first."));
  }

  /** Has what a session left deleted. It is over, whatever stays on the disk: this never fails. */
  private Future<Void> clear(Session over) {
    return AUDIO_CLEAR.ask(vertx, new ClearSession(over.id)).<Void>mapEmpty()
      .onFailure(e -> LOG.warn("session={} is over, but what it left in audio.dir stays: {}", over.id, Failure.words(e))).otherwiseEmpty();
  }

  private String effective(String prompt) {
    return prompt == null || prompt.isBlank() ? defaultPrompt : prompt;
  }
}
