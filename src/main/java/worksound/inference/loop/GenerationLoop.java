package worksound.inference.loop;

import java.util.Optional;
import worksound.config.AcestepConfig;
import worksound.config.Config;
import worksound.inference.acestep.AcestepServer;
import worksound.inference.acestep.ServerPool;
import worksound.inference.attempt.GeneratedSegment;
import worksound.inference.attempt.GenerationContext;
import worksound.inference.attempt.GenerationRequest;
import worksound.inference.attempt.Progress;
import worksound.inference.failure.AcestepException;
import worksound.inference.failure.GenerationCancelledException;
import worksound.time.Scheduler;

/** Makes one segment after the other for a session: each when {@link GenerationPlan} says so, and none while nobody listens. */
public final class GenerationLoop {

  private final GenerationContext context;
  private final Scheduler scheduler;
  private final ServerPool servers;
  private final AcestepConfig acestep;
  private final GenerationPlan plan;
  private final GenerationPublisher events;
  private final IdleTimer idleTimer;
  private Session session;
  private SegmentGeneration generation;
  private boolean shutDown;

  public GenerationLoop(GenerationContext context, ServerPool servers, Config config) {
    this.context = context;
    this.scheduler = context.scheduler();
    this.servers = servers;
    this.acestep = config.acestep();
    this.plan = new GenerationPlan(config);
    this.events = new GenerationPublisher(context.vertx());
    this.idleTimer = new IdleTimer(scheduler, config.session().idleStopMinutes() * 60.0, events, this::generateIfDue);
  }

  /** Takes what is heard of the segments that it makes. */
  public PlaybackFeedback feedback() {
    return new PlaybackFeedback(this, plan, scheduler);
  }

  /** The session that it works for, null when there is none. */
  Session session() {
    return session;
  }

  /** The segment that is in the making for the session, null when none is. */
  SegmentGeneration generation() {
    return generation != null && generation.session() == session ? generation : null;
  }

  /** Works for another session from here on; nothing is made for it before it is announced. */
  void attach(Session next) {
    session = next;
    idleTimer.cancel();
  }

  /** Somebody listens. */
  void listenerActive() {
    idleTimer.listenerActive(session);
  }

  /** Begins a segment if it is time for one. */
  void generateIfDue() {
    if (generation != null || session == null || !session.isRunning() || idleTimer.pauseIfIdle(session)) {
      return;
    }
    AcestepServer server = servers.current();
    plan.due(session, server.durations().expected(), server.isBuiltin(), scheduler.seconds()).ifPresent(due -> {
      begin(due);
      if (due.kind() == PlannedSegment.Kind.REPLACEMENT) {
        events.promptAppliesFrom(session, due.index());
      }
    });
  }

  /** Publishes that a new piece is wanted. @param firstIndex its first segment */
  void tellPieceWanted(int firstIndex) {
    events.pieceRequested(session, firstIndex, servers.current().durations().expected());
  }

  /** The session has another prompt. Returns the index of the first segment that is made with it. */
  int promptChanged() {
    if (generation == null && !session.failed) {
      Optional<PlannedSegment> replacement = plan.replacement(session, servers.current().durations().expected(), scheduler.seconds());
      if (replacement.isPresent()) {
        begin(replacement.get());
        return session.newestAccepted;
      }
    }
    SegmentGeneration running = generation();
    if (running == null) {
      return session.nextIndex();
    }
    return running.isSubmitted() ? running.planned().index() + 1 : running.planned().index();
  }

  private void begin(PlannedSegment planned) {
    session.begun(planned);
    SegmentGeneration mine = new SegmentGeneration(context, servers, acestep, events, this::progressed, plan, session, planned);
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
    session.accepted(made.segment(), mine.planned());
    if (made.generationSeconds() != null) {
      plan.generationTook(made.generationSeconds());
    }
    generateIfDue();
  }

  private void failed(SegmentGeneration mine, Throwable e) {
    generation = null;
    if (mine.session() != session) {
      return;
    }
    if (!(e instanceof GenerationCancelledException)) {
      goOnWithout(mine.planned(), AcestepException.of(e));
    } else if (mine.planned().isThere()) {
      // Nothing speaks against another try, should the segment still wait.
      session.lastReplacementPrompt = null;
      correctPromptIndex();
    }
    generateIfDue();
  }

  private void goOnWithout(PlannedSegment planned, AcestepException failure) {
    switch (planned.kind()) {
      case REPLACEMENT, TAKE -> {
        session.endTakes();
        correctPromptIndex();
      }
      case ANCHORED -> session.beginAnew();
      case PIECE -> {
        session.pieceWanted = false;
        events.pieceFailed(session, planned.index(), failure);
      }
      case NEXT -> {
        session.failed = true;
        events.gaveUp(session, planned.index(), failure);
      }
    }
  }

  /** What waits stays as it is: a prompt that was said to be heard with it comes with the next segment. */
  private void correctPromptIndex() {
    if (!session.isNewestMadeWith(session.prompt)) {
      events.promptAppliesFrom(session, session.nextIndex());
    }
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
}
