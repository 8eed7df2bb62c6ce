package worksound.inference;

import static worksound.messages.Addresses.AUDIO_CLEAR;
import static worksound.messages.Addresses.PROMPT_CHANGED;

import io.vertx.core.Vertx;
import java.time.Instant;
import worksound.config.PlayerConfig;
import worksound.config.SessionConfig;
import worksound.messages.ClearSession;
import worksound.messages.PromptChanged;
import worksound.messages.ReportPlayback;

/**
 * Decides when the next segment is made: as far ahead of the page as {@link Pacing} allows. There is one turn at a time, whatever
 * happens to the session: a new session's first turn begins when the last turn of the one before has ended.
 */
final class GenerationLoop {

  private final Vertx vertx;
  private final Time time;
  private final SegmentMaker maker;
  private final SessionConfig sessions;
  private final Attempts attempts;
  private final Pacing pacing;
  private final EarlyChange early;
  private final LoopEvents told;
  private Session session;
  private Turn turn;
  private boolean shutDown;

  GenerationLoop(SegmentMaker maker, SessionConfig sessions, PlayerConfig player) {
    this.vertx = maker.vertx;
    this.time = maker.time;
    this.maker = maker;
    this.sessions = sessions;
    this.told = new LoopEvents(vertx);
    this.attempts = new Attempts(maker, told, this::progressed);
    this.pacing = new Pacing(sessions.lookAhead(), maker.shape.strideSeconds());
    this.early = new EarlyChange(maker.shape, player);
  }

  /** The session that it works for, null when there is none. */
  Session session() {
    return session;
  }

  /** Works for another session from here on; nothing is made for it before it is announced. */
  void workFor(Session next) {
    session = next;
  }

  /** What was learned of the server while an earlier session ran does not count any more. */
  void startAfresh() {
    attempts.reset();
  }

  /** Begins a turn if it is time for one. */
  void consider() {
    if (turn != null || session == null || !session.announced || session.failed || isForsaken()) {
      return;
    }
    if (pacing.allows(session.newestAccepted, session.newestDelivered)) {
      begin(session.nextIndex());
    } else if (replaceIfSafe()) {
      tellPromptAppliesFrom(session.newestAccepted);
    }
  }

  /** The session has another prompt. Returns the index of the first segment that is made with it. */
  int promptChanged() {
    if (turn == null && replaceIfSafe()) {
      return session.newestAccepted;
    }
    boolean underWay = turn != null && turn.session == session && turn.order != null;
    return underWay ? turn.index + 1 : session.nextIndex();
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

  /** The same because this process ends: nothing is deleted any more, so that the next one can take the session up. */
  void shutDown() {
    shutDown = true;
    close();
  }

  boolean isShutDown() {
    return shutDown;
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
    Turn mine = new Turn(session, index, time, maker.config.maxAttempts());
    turn = mine;
    attempts.make(mine, () -> mine.session == session).onComplete(made -> succeeded(mine, made), e -> failed(mine, e));
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
    if (made.generationSeconds() != null) {
      pacing.generationTook(made.generationSeconds());
    }
    consider();
  }

  private void failed(Turn mine, Throwable e) {
    turn = null;
    if (mine.session != session) {
      leave(mine);
    } else if (mine.isReplacement()) {
      leaveAsItIs();
    } else {
      session.failed = true;
      told.gaveUp(mine.order, AcestepException.of(e));
    }
  }

  /** A segment was to be made again and could not, or too late: the one that is there does. */
  private void leaveAsItIs() {
    tellPromptAppliesFrom(session.nextIndex());
    consider();
  }

  private void tellPromptAppliesFrom(int index) {
    PROMPT_CHANGED.publish(vertx, new PromptChanged(session.id, session.prompt, index, Instant.now()));
  }

  /** The turn of a session that is over has ended: what it may have left on disk goes, and the next session may begin. */
  private void leave(Turn mine) {
    if (!shutDown) {
      AUDIO_CLEAR.ask(vertx, new ClearSession(mine.session.id)).onComplete(done -> consider());
    }
  }
}
