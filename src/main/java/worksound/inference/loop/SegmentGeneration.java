package worksound.inference.loop;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
 * The making of one segment over all its attempts: again after a pause, with other parameters, on another server, or no further, as the
 * {@link RetryDecision} says.
 */
final class SegmentGeneration {

  private static final Logger LOG = LoggerFactory.getLogger(SegmentGeneration.class);
  /** How long an unreachable server is waited for while nothing has been heard yet, in seconds. */
  private static final double FIRST_OUTAGE_SECONDS = 30;
  /** And at most once there is music; after that the task is given up, and the server is waited for without it. */
  private static final double LATER_OUTAGE_SECONDS = 120;
  /** And while another server stands ready. */
  private static final double OUTAGE_BEFORE_FAILOVER_SECONDS = 10;

  private final GenerationContext context;
  private final ServerPool servers;
  private final AcestepConfig config;
  private final GenerationPublisher events;
  private final BiConsumer<GenerationRequest, Progress> progress;
  private final Session session;
  private final int index;
  private final Integer sourceIndex;
  private final LastResort lastResort;
  private final boolean take;
  private final Recovery recovery;
  private final Promise<GeneratedSegment> result = Promise.promise();
  private int attempts;
  private boolean cancelled;
  private GenerationAttempt attempt;
  private Long retryTimerId;

  /**
   * @param events      publishes what fails and what is used instead
   * @param progress    called with how far each attempt is
   * @param lastResort  what is used when the page cannot wait any more
   * @param index       the segment to be made
   * @param sourceIndex the segment that it continues, null when it is made from the prompt alone
   */
  SegmentGeneration(GenerationContext context, ServerPool servers, AcestepConfig config, GenerationPublisher events,
                    BiConsumer<GenerationRequest, Progress> progress, LastResort lastResort, Session session, int index,
                    Integer sourceIndex) {
    this.context = context;
    this.servers = servers;
    this.config = config;
    this.events = events;
    this.progress = progress;
    this.session = session;
    this.index = index;
    this.sourceIndex = sourceIndex;
    this.lastResort = lastResort;
    this.recovery = new Recovery(context.scheduler(), servers, config, events, session);
    this.take = isReplacement() && session.prompt.equals(session.lastAccepted.prompt());
    // Takes are counted like attempts, so that a fixed seed does not make the same music again.
    this.attempts = take ? session.takesBegun - 1 : 0;
  }

  Session session() {
    return session;
  }

  int index() {
    return index;
  }

  /** Whether a segment that waits is made again with another prompt; the one that is there does until then. */
  boolean isReplacement() {
    return index <= session.newestAccepted;
  }

  /** Whether a segment that waits is made again with the same prompt, in the hope of a smoother boundary. */
  boolean isTake() {
    return take;
  }

  /** Whether it goes back to earlier music than the segment before it. */
  boolean isAnchored() {
    return sourceIndex != null && sourceIndex != index - 1;
  }

  /** Whether it begins a new piece, although there is music that it could continue. */
  boolean isPiece() {
    return sourceIndex == null && index > 0;
  }

  /** Whether ACE-Step has been asked for the segment, so that another prompt comes too late for it. */
  boolean isSubmitted() {
    return attempt != null && attempt.isSubmitted();
  }

  /** Whether ACE-Step is at work on it, or it is about to be playable: ended now, its time would be lost. */
  boolean isUnderWay() {
    return retryTimerId == null && isSubmitted();
  }

  /** Whether it is finished although a new piece is wanted: another take of what is there is not, unless it only has to be fetched. */
  boolean isWorthFinishing() {
    return isUnderWay() && (!take || attempt.isGenerated());
  }

  /** Whether it is about to be playable, so that it cannot be taken back. */
  boolean isAccepting() {
    return lastResort.isAccepting() || retryTimerId == null && attempt != null && attempt.isAccepting();
  }

  /** What was made last, or is being made. */
  GenerationRequest request() {
    return attempt.request();
  }

  /** Makes the segment. Fails with why there is no hope left, or with {@link GenerationCancelledException}. */
  Future<GeneratedSegment> run() {
    begin();
    return result.future();
  }

  /** Ends it at once. */
  void cancel() {
    cancelRunning();
    result.tryFail(new GenerationCancelledException());
  }

  /** Before the end is announced: who hears of it may begin something else on the same server. */
  private void cancelRunning() {
    if (retryTimerId != null) {
      context.scheduler().cancel(retryTimerId);
    }
    cancelled = true;
    attempt.cancel();
  }

  /** The page has reported where it is: when it needs the segment now, the best of the rejected attempts is used, if there is any. */
  void useBestIfPressing() {
    boolean arriving = attempt.isGenerated() && retryTimerId == null;
    if (!arriving && lastResort.isPressing()) {
      lastResort.use(attempt.request()).onSuccess(best -> {
        if (!result.future().isComplete()) {
          cancelRunning();
          result.tryComplete(best);
        }
      });
    }
  }

  private void begin() {
    retryTimerId = null;
    boolean last = !isReplacement() && recovery.leavesOne();
    GenerationRequest request = new GenerationRequest(session.id, index, ++attempts, last, session.prompt, sourceIndex);
    attempt = attemptOn(servers.choose(), request);
    GenerationAttempt mine = attempt;
    servers.probeIfSuspect().compose(v -> mine.run()).onComplete(this::succeeded, this::failed);
  }

  private GenerationAttempt attemptOn(AcestepServer server, GenerationRequest request) {
    double longest = request.index() == 0 ? FIRST_OUTAGE_SECONDS : Math.min(LATER_OUTAGE_SECONDS, config.giveUpSeconds());
    double outage = servers.hasOther() ? OUTAGE_BEFORE_FAILOVER_SECONDS : longest;
    return new GenerationAttempt(context, server, request, outage, servers::hasOther, this::onSubmit,
      how -> progress.accept(attempt.request(), how));
  }

  /** The task is about to be submitted. Returns its prompt; a replacement that was tried with it is not tried again. */
  private String onSubmit() {
    recovery.switchServer(attempt.request());
    if (isReplacement()) {
      session.lastReplacementPrompt = session.prompt;
    }
    return session.prompt;
  }

  private void succeeded(GeneratedSegment made) {
    if (cancelled) {
      return;
    }
    servers.succeeded();
    lastResort.made(attempt);
    recovery.fallBackIfSlow(attempt, made.generationSeconds());
    result.tryComplete(made);
  }

  private void failed(Throwable e) {
    if (cancelled) {
      return;
    }
    AcestepException failure = AcestepException.of(e);
    Problem problem = failure.problem();
    if (problem == Problem.INTERNAL_ERROR) {
      LOG.error("session={} segment={} attempt failed", session.id, index, failure.origin());
    }
    if (isReplacement()) {
      giveUp(failure);
      return;
    }
    RetryDecision decision = recovery.decide(failure);
    if (problem == Problem.SEGMENT_REJECTED) {
      lastResort.rejected(attempt);
    }
    if (decision == RetryDecision.RETRY && !lastResort.leavesTime()) {
      lastResort.use(attempt.request()).onSuccess(best -> {
        events.failed(attempt.request(), failure, null);
        result.tryComplete(best);
      }).onFailure(none -> goOn(decision, failure));
    } else {
      goOn(decision, failure);
    }
  }

  private void goOn(RetryDecision decision, AcestepException failure) {
    if (!cancelled && (!failure.problem().warrantsFailover() || !failOver(failure))) {
      carryOut(decision, failure);
    }
  }

  private void carryOut(RetryDecision decision, AcestepException failure) {
    switch (decision) {
      case RETRY -> {
        if (isPiece() && failure.problem().isWaitedFor()) {
          giveUp(failure);
        } else {
          retry(failure, recovery.pauseSeconds());
        }
      }
      case FALL_BACK -> {
        recovery.fallBack(attempt.request(), failure);
        retry(failure, config.retrySeconds().min());
      }
      case GIVE_UP -> {
        if (!failure.problem().warrantsFallback() || !failOver(failure)) {
          useBestOrGiveUp(failure);
        }
      }
    }
  }

  /** Goes on with another server from the same seed, if one stands ready. */
  private boolean failOver(AcestepException failure) {
    boolean other = recovery.failOver(failure);
    if (other) {
      retry(failure, config.retrySeconds().min());
    }
    return other;
  }

  private void retry(AcestepException failure, double seconds) {
    events.failed(attempt.request(), failure, seconds);
    if (session.pieceWanted && !isPiece()) {
      result.tryFail(new GenerationCancelledException());
      return;
    }
    retryTimerId = context.scheduler().schedule(seconds, this::begin);
  }

  private void useBestOrGiveUp(AcestepException failure) {
    if (!lastResort.isThere() || failure.problem() == Problem.SEGMENT_REJECTED) {
      giveUp(failure);
      return;
    }
    events.failed(attempt.request(), failure, null);
    lastResort.use(attempt.request()).onSuccess(result::tryComplete).onFailure(none -> result.tryFail(failure));
  }

  private void giveUp(AcestepException failure) {
    events.failed(attempt.request(), failure, null);
    result.tryFail(failure);
  }
}
