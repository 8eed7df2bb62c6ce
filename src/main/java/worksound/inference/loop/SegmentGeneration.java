package worksound.inference.loop;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.BiConsumer;
import worksound.config.AcestepConfig;
import worksound.inference.acestep.AcestepServer;
import worksound.inference.acestep.ServerPool;
import worksound.inference.attempt.GeneratedSegment;
import worksound.inference.attempt.GenerationAttempt;
import worksound.inference.attempt.GenerationContext;
import worksound.inference.attempt.GenerationRequest;
import worksound.inference.attempt.Progress;
import worksound.inference.failure.AcestepException;
import worksound.inference.failure.GenerationCancelledException;
import worksound.inference.failure.Problem;
import worksound.inference.failure.RetryDecision;

/**
 * The making of one segment over all its attempts: again after a pause, with other parameters, on another server, or no further, as
 * {@link Recovery} says.
 */
final class SegmentGeneration {

  private final GenerationContext context;
  private final ServerPool servers;
  private final GenerationPublisher events;
  private final BiConsumer<GenerationRequest, Progress> progress;
  private final Session session;
  private final PlannedSegment planned;
  private final BestRejected bestRejected;
  private final Recovery recovery;
  private final Promise<GeneratedSegment> result = Promise.promise();
  /** The newest, never null once it runs. */
  private GenerationAttempt attempt;
  private int attempts;
  private boolean cancelled;
  private Long retryTimerId;

  /**
   * @param events   publishes what fails and what is used instead
   * @param progress called with how far each attempt is
   * @param plan     knows when the page needs the segment
   */
  SegmentGeneration(GenerationContext context, ServerPool servers, AcestepConfig config, GenerationPublisher events,
                    BiConsumer<GenerationRequest, Progress> progress, GenerationPlan plan, Session session, PlannedSegment planned) {
    this.context = context;
    this.servers = servers;
    this.events = events;
    this.progress = progress;
    this.session = session;
    this.planned = planned;
    this.bestRejected = new BestRejected(context, plan, session, planned.index());
    this.recovery = new Recovery(context.scheduler(), servers, config, events, session);
    // Takes are counted like attempts, so that a fixed seed does not make the same music again.
    this.attempts = planned.isTake() ? session.takesBegun - 1 : 0;
  }

  Session session() {
    return session;
  }

  PlannedSegment planned() {
    return planned;
  }

  /** Whether ACE-Step has been asked for the segment, so that another prompt comes too late for it. */
  boolean isSubmitted() {
    return attempt.isSubmitted();
  }

  /** Whether ACE-Step is at work on it, or it is about to be playable: ended now, its time would be lost. */
  boolean isUnderWay() {
    return retryTimerId == null && isSubmitted();
  }

  /** Whether it is finished although a new piece is wanted: another take of what is there is not, unless it only has to be fetched. */
  boolean isWorthFinishing() {
    return isUnderWay() && (!planned.isTake() || attempt.isGenerated());
  }

  /** Whether it is about to be playable, so that it cannot be taken back. */
  boolean isAccepting() {
    return bestRejected.isAccepting() || retryTimerId == null && attempt.isAccepting();
  }

  /** Makes the segment. Fails with why there is no hope left, or with {@link GenerationCancelledException}. */
  Future<GeneratedSegment> run() {
    begin();
    return result.future();
  }

  /** Runs something once it has ended, after whoever runs it has been told. */
  void whenDone(Runnable action) {
    result.future().onComplete(ended -> action.run());
  }

  private void begin() {
    retryTimerId = null;
    boolean last = !planned.isThere() && recovery.leavesOne();
    GenerationRequest request = new GenerationRequest(session.id, planned.index(), ++attempts, last, planned.isThere(), session.prompt,
      planned.sourceIndex());
    AcestepServer server = servers.choose();
    double outage = recovery.longestOutageSeconds(planned.index());
    attempt = new GenerationAttempt(context, server, request, outage, servers::hasOther, this::onSubmit,
      how -> progress.accept(attempt.request(), how));
    servers.probeIfSuspect(outage).compose(v -> attempt.run()).onComplete(this::succeeded, this::failed);
  }

  /** The task is about to be submitted. Returns its prompt. */
  private String onSubmit() {
    recovery.switchServer(attempt.request());
    return session.promptFor(planned);
  }

  private void succeeded(GeneratedSegment made) {
    if (!cancelled) {
      bestRejected.made(attempt);
      recovery.succeeded(attempt, made.generationSeconds());
      result.tryComplete(made);
    }
  }

  private void failed(Throwable e) {
    if (cancelled) {
      return;
    }
    AcestepException failure = AcestepException.of(e);
    if (planned.isThere()) {
      giveUp(failure);
      return;
    }
    RetryDecision decision = recovery.decide(failure);
    bestRejected.failed(attempt, failure.problem());
    if (decision == RetryDecision.RETRY && !bestRejected.leavesTime()) {
      useBest(failure, () -> goOn(decision, failure));
    } else {
      goOn(decision, failure);
    }
  }

  private void goOn(RetryDecision decision, AcestepException failure) {
    Double pauseSeconds = recovery.retryAfter(decision, failure, attempt.request(), planned.isPiece());
    if (pauseSeconds != null) {
      retry(failure, pauseSeconds);
    } else if (bestRejected.isThere() && failure.problem() != Problem.SEGMENT_REJECTED) {
      useBest(failure, () -> giveUp(failure));
    } else {
      giveUp(failure);
    }
  }

  private void retry(AcestepException failure, double seconds) {
    events.failed(attempt.request(), failure, seconds);
    if (session.pieceWanted && !planned.isPiece()) {
      result.tryFail(new GenerationCancelledException());
      return;
    }
    retryTimerId = context.scheduler().schedule(seconds, this::begin);
  }

  /** Uses the best of the rejected attempts. @param otherwise run when none of them can be heard */
  private void useBest(AcestepException failure, Runnable otherwise) {
    bestRejected.use(attempt.request()).onComplete(used -> {
      if (used.failed() && !cancelled) {
        otherwise.run();
      } else if (!cancelled) {
        events.failed(attempt.request(), failure, null);
        result.tryComplete(used.result());
      }
    });
  }

  private void giveUp(AcestepException failure) {
    events.failed(attempt.request(), failure, null);
    result.tryFail(failure);
  }

  /** The page has reported where it is: when it needs the segment now, the best of the rejected attempts is used, if there is any. */
  void useBestIfPressing() {
    boolean arriving = attempt.isGenerated() && retryTimerId == null;
    if (!arriving && bestRejected.isPressing()) {
      bestRejected.use(attempt.request()).onSuccess(best -> {
        if (!result.future().isComplete()) {
          cancelRunning();
          result.tryComplete(best);
        }
      });
    }
  }

  /** Ends it at once. */
  void cancel() {
    cancelRunning();
    result.tryFail(new GenerationCancelledException());
  }

  /** Before the end is published: who hears of it may begin something else on the same server. */
  private void cancelRunning() {
    if (retryTimerId != null) {
      context.scheduler().cancel(retryTimerId);
    }
    cancelled = true;
    attempt.cancel();
  }
}
