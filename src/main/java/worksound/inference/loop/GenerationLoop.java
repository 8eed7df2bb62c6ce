package worksound.inference.loop;

import static worksound.messages.Addresses.AUDIO_CLEAR;
import static worksound.messages.Addresses.PROMPT_CHANGED;

import io.vertx.core.Vertx;
import java.time.Instant;
import worksound.config.AcestepConfig;
import worksound.config.CountOrAuto;
import worksound.config.PlayerConfig;
import worksound.config.SessionConfig;
import worksound.inference.acestep.ServerPool;
import worksound.inference.attempt.GeneratedSegment;
import worksound.inference.attempt.GenerationContext;
import worksound.inference.attempt.GenerationRequest;
import worksound.inference.attempt.Progress;
import worksound.inference.failure.AcestepException;
import worksound.inference.failure.GenerationCancelledException;
import worksound.inference.pacing.Pace;
import worksound.inference.pacing.Pacing;
import worksound.inference.pacing.PlaybackSchedule;
import worksound.inference.pacing.ReplacementPolicy;
import worksound.inference.pacing.TakePolicy;
import worksound.messages.Playback.ReportPlayback;
import worksound.messages.SessionEvents.PromptChanged;
import worksound.messages.SessionFiles.ClearSession;
import worksound.time.Scheduler;

/**
 * Decides when the next segment is made: as far ahead of the page as {@link Pacing} allows, and not while nobody listens. One segment
 * is in the making at a time.
 */
public final class GenerationLoop {

  private final GenerationContext context;
  private final Vertx vertx;
  private final Scheduler scheduler;
  private final ServerPool servers;
  private final AcestepConfig acestep;
  private final Pacing pacing;
  private final PlaybackSchedule schedule;
  private final ReplacementPolicy replacementPolicy;
  private final TakePolicy takePolicy;
  private final Pace pace = new Pace();
  private final GenerationPublisher events;
  private final IdleTimer idleTimer;
  private Session session;
  private SegmentGeneration generation;
  private boolean shutDown;

  public GenerationLoop(GenerationContext context, ServerPool servers, AcestepConfig acestep, SessionConfig sessions, PlayerConfig player,
                        CountOrAuto takes) {
    this.context = context;
    this.vertx = context.vertx();
    this.scheduler = context.scheduler();
    this.servers = servers;
    this.acestep = acestep;
    this.events = new GenerationPublisher(vertx);
    this.idleTimer = new IdleTimer(scheduler, sessions.idleStopMinutes() * 60.0, this::generateIfDue);
    this.pacing = new Pacing(sessions.lookAhead(), context.shape().strideSeconds());
    this.schedule = new PlaybackSchedule(context.shape(), player);
    this.replacementPolicy = new ReplacementPolicy(schedule);
    this.takePolicy = new TakePolicy(takes, schedule, context.shape().strideSeconds());
  }

  /** The session that it works for, null when there is none. */
  Session session() {
    return session;
  }

  /** Works for another session from here on; nothing is made for it before it is announced. */
  void attach(Session next) {
    session = next;
    idleTimer.cancel();
  }

  /** Begins a segment if it is time for one. */
  void generateIfDue() {
    if (generation != null || session == null || !session.announced || session.failed) {
      return;
    }
    if (idleTimer.isIdle(session)) {
      pause();
      return;
    }
    idleTimer.start(session);
    if (session.pieceWanted) {
      begin(session.nextIndex(), null);
    } else if (pacing.allows(session.newestAccepted, session.newestDelivered)) {
      begin(session.nextIndex(), session.sourceOfNext());
    } else if (replaceIfSafe()) {
      publishPromptAppliesFrom(session.newestAccepted);
    } else if (isTakeDue()) {
      session.takesBegun++;
      begin(session.newestAccepted, session.newestAccepted - 1);
    }
  }

  private boolean isTakeDue() {
    return session.awaitsFetch() && takePolicy.isWorthwhile(session.newestTakes, session.takesBegun, servers.current().isBuiltin())
      && takePolicy.fits(session.newestAccepted, session.position, pace, pacing.lookAhead(), scheduler.seconds());
  }

  /** The session has another prompt. Returns the index of the first segment that is made with it. */
  int promptChanged() {
    if (generation == null && replaceIfSafe()) {
      return session.newestAccepted;
    }
    if (generation == null || generation.session() != session) {
      return session.nextIndex();
    }
    return generation.isSubmitted() ? generation.index() + 1 : generation.index();
  }

  /**
   * Makes a new piece next. The task that runs is finished first: ACE-Step cannot cancel it, so that nothing would be heard sooner, and it
   * is what the old music goes on with should the new piece fail. What ACE-Step was not asked for yet is left, and so is another take of
   * what is there already, unless it only has to be fetched.
   *
   * @return index of the first segment of it
   */
  int requestPiece() {
    listenerActive();
    if (!session.hasPieceComing() && session.hasMusic()) {
      session.pieceWanted = true;
      events.pieceRequested(session, pieceIndex(), servers.current().durations().expected());
      if (generation != null && !generation.isWorthFinishing()) {
        generation.cancel();
      }
      generateIfDue();
    }
    return session.pieceWanted ? pieceIndex() : Math.max(0, session.newestPiece);
  }

  private int pieceIndex() {
    boolean waits = generation != null && generation.session() == session && generation.isUnderWay() && !generation.isPiece();
    return waits ? Math.max(session.nextIndex(), generation.index() + 1) : session.nextIndex();
  }

  /** Takes the new piece back. False when none is on its way, or it is there. */
  boolean withdrawPiece() {
    if (!session.pieceWanted || generation != null && generation.isPiece() && generation.isAccepting()) {
      return false;
    }
    session.pieceWanted = false;
    events.pieceWithdrawn(session);
    if (generation != null && generation.isPiece()) {
      generation.cancel();
    }
    return true;
  }

  /** The music has worn down: the next segment goes back to the end of an earlier one. */
  public void decayed(String sessionId, int anchorIndex) {
    if (session != null && session.id.equals(sessionId)) {
      session.anchorIndex = anchorIndex;
    }
  }

  /** A page has a segment whole. */
  public void delivered(String sessionId, int index) {
    if (session != null && session.id.equals(sessionId)) {
      session.newestDelivered = Math.max(session.newestDelivered, index);
      listenerActive();
      if (generation != null && generation.isTake() && generation.index() <= session.newestDelivered) {
        generation.cancel();
      }
      generateIfDue();
    }
  }

  /** The file of a segment is gone, and with it what continued it: all of it that no page has yet is made again. */
  public void lost(String sessionId, int index) {
    if (session == null || !session.id.equals(sessionId) || index > session.newestAccepted) {
      return;
    }
    session.newestAccepted = Math.max(index - 1, session.newestDelivered);
    session.endTakes();
    if (generation != null && generation.index() > index) {
      generation.cancel();
    }
    generateIfDue();
  }

  /** A page has reported where it is and, once it knows, how long its last download took. */
  public void reported(ReportPlayback report) {
    if (session == null || !session.id.equals(report.sessionId())) {
      return;
    }
    session.position = report.segmentIndex() == null ? null
      : new PlaybackSchedule.Position(report.segmentIndex(), report.positionSeconds(), scheduler.seconds());
    if (report.downloadSeconds() != null) {
      pacing.downloadTook(report.downloadSeconds());
      session.downloadSeconds = report.downloadSeconds();
    }
    listenerActive();
    if (generation != null && generation.session() == session) {
      generation.useBestIfPressing();
    }
    generateIfDue();
  }

  /** Nothing more is made or published for the session; what is in the making ends at once. */
  void close() {
    session = null;
    idleTimer.cancel();
    if (generation != null) {
      generation.cancel();
    }
  }

  /** The same because this process ends: nothing is deleted any more, so that the next one can resume the session. */
  public void shutDown() {
    shutDown = true;
    close();
  }

  boolean isShutDown() {
    return shutDown;
  }

  /** Somebody listens. */
  private void listenerActive() {
    session.lastListenerSignal = scheduler.seconds();
    if (session.paused) {
      session.paused = false;
      events.resumed(session);
    }
  }

  private void pause() {
    if (!session.paused) {
      session.paused = true;
      events.paused(session, idleTimer.idleSeconds(session));
    }
  }

  private boolean replaceIfSafe() {
    if (session.failed || !session.isOutdated()
      || !replacementPolicy.isSafe(session.newestAccepted, session.position, servers.current().durations().expected(),
        scheduler.seconds())) {
      return false;
    }
    session.lastReplacementPrompt = session.prompt;
    begin(session.newestAccepted, session.newestAccepted - 1);
    return true;
  }

  private void begin(int index, Integer source) {
    LastResort lastResort = new LastResort(context, schedule, pace, session, index);
    SegmentGeneration mine = new SegmentGeneration(context, servers, acestep, events, this::progressed, lastResort, session, index, source);
    generation = mine;
    mine.run().onComplete(made -> succeeded(mine, made), e -> failed(mine, e));
  }

  private void progressed(GenerationRequest request, Progress progress) {
    if (session != null && session.announced && session.id.equals(request.sessionId())) {
      events.progressed(request, progress);
    }
  }

  private void succeeded(SegmentGeneration mine, GeneratedSegment made) {
    generation = null;
    session.accepted(made.segment());
    if (mine.isPiece()) {
      session.pieceWanted = false;
      session.newestPiece = session.newestAccepted;
    }
    if (made.generationSeconds() != null) {
      pacing.generationTook(made.generationSeconds());
    }
    generateIfDue();
  }

  private void failed(SegmentGeneration mine, Throwable e) {
    generation = null;
    if (mine.session() != session) {
      clearUp(mine);
    } else if (e instanceof GenerationCancelledException) {
      generateIfDue();
    } else if (mine.isReplacement()) {
      session.endTakes();
      if (!session.prompt.equals(session.lastAccepted.prompt())) {
        publishPromptAppliesFrom(session.nextIndex());
      }
      generateIfDue();
    } else if (mine.isAnchored()) {
      session.anchorIndex = null;
      session.pieceWanted = true;
      generateIfDue();
    } else if (mine.isPiece() && session.pieceWanted) {
      session.pieceWanted = false;
      events.pieceFailed(mine.request(), AcestepException.of(e));
      generateIfDue();
    } else {
      session.failed = true;
      events.gaveUp(mine.request(), AcestepException.of(e));
    }
  }

  private void publishPromptAppliesFrom(int index) {
    PROMPT_CHANGED.publish(vertx, new PromptChanged(session.id, session.prompt, index, Instant.now()));
  }

  /** A segment of a session that is over is not made any more: what it may have left on disk goes, and the next session may begin. */
  private void clearUp(SegmentGeneration mine) {
    if (!shutDown) {
      AUDIO_CLEAR.ask(vertx, new ClearSession(mine.session().id)).onComplete(done -> generateIfDue());
    }
  }
}
