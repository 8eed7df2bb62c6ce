package worksound.inference.loop;

import static worksound.messages.Addresses.AUDIO_ACCEPT;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import worksound.config.AcestepConfig;
import worksound.inference.acestep.AcestepServer;
import worksound.inference.acestep.ServerPool;
import worksound.inference.failure.AcestepException;
import worksound.inference.failure.Backoff;
import worksound.inference.failure.FailureHistory;
import worksound.inference.failure.GenerationCancelledException;
import worksound.inference.failure.Problem;
import worksound.inference.failure.RetryDecision;
import worksound.messages.SegmentRequests.AcceptSegment;

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
  private final FailureHistory history = new FailureHistory();
  private final Promise<GeneratedSegment> result = Promise.promise();
  private int attempts;
  private GenerationAttempt attempt;
  private Long retryTimerId;
  private boolean usesBest;
  private boolean cancelled;
  /** Why the server that was used before was left, null when it was not. */
  private AcestepException failoverCause;

  /**
   * @param events      publishes what fails and what is used instead
   * @param progress    called with how far each attempt is
   * @param index       the segment to be made
   * @param sourceIndex the segment that it continues, null when it is made from the prompt alone
   */
  SegmentGeneration(GenerationContext context, ServerPool servers, AcestepConfig config, GenerationPublisher events,
                    BiConsumer<GenerationRequest, Progress> progress, Session session, int index, Integer sourceIndex) {
    this.context = context;
    this.servers = servers;
    this.config = config;
    this.events = events;
    this.progress = progress;
    this.session = session;
    this.index = index;
    this.sourceIndex = sourceIndex;
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

  /** Whether it is about to be playable, so that it cannot be taken back. */
  boolean isAccepting() {
    return usesBest || attempt != null && attempt.isAccepting();
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
    if (retryTimerId != null) {
      context.scheduler().cancel(retryTimerId);
    }
    cancelled = true;
    attempt.cancel();
    // Last: whoever waits for it may begin the next one on the same server at once.
    result.tryFail(new GenerationCancelledException());
  }

  private void begin() {
    retryTimerId = null;
    boolean last = !isReplacement() && history.leavesOne(config.maxAttempts());
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
    AcestepServer before = servers.switchServer();
    if (before != null) {
      events.moved(attempt.request(), before.name(), servers.current().name(), failoverCause);
      failoverCause = null;
    }
    if (isReplacement()) {
      session.lastReplacementPrompt = session.prompt;
    }
    return session.prompt;
  }

  private void succeeded(GeneratedSegment made) {
    if (cancelled || result.future().isComplete()) {
      return;
    }
    servers.succeeded();
    if (made.generationSeconds() != null && servers.current().isTooSlow(attempt.realtimeFactor())) {
      fallBack(tooSlow(made.generationSeconds()));
    }
    result.tryComplete(made);
  }

  private void failed(Throwable e) {
    if (cancelled || result.future().isComplete()) {
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
    RetryDecision decision = decide(failure);
    if (!problem.warrantsFailover() || !failOver(failure)) {
      carryOut(decision, failure);
    }
  }

  private void carryOut(RetryDecision decision, AcestepException failure) {
    switch (decision) {
      case RETRY -> {
        if (isPiece() && failure.problem().isWaitedFor()) {
          giveUp(failure);
        } else {
          retry(failure, Backoff.seconds(history.failures(), config.retrySeconds(), context.scheduler().random()));
        }
      }
      case FALL_BACK -> {
        fallBack(failure);
        retry(failure, config.retrySeconds().min());
      }
      case GIVE_UP -> {
        if (!failure.problem().warrantsFallback() || !failOver(failure)) {
          useBestOrGiveUp(failure);
        }
      }
    }
  }

  private RetryDecision decide(AcestepException failure) {
    Problem problem = failure.problem();
    servers.failed(failure);
    // A server that cannot be used at all ends nothing while another may come back: that one is waited for.
    AcestepException decisive = problem.warrantsFailover() && !problem.isTransient() ? servers.transientFailure().orElse(failure) : failure;
    history.failed(decisive, session.hasMusic(), now());
    boolean hasFallback = servers.current().fallbacks().hasNext(decisive.problem());
    return RetryDecision.of(decisive.problem(), history.retryState(session.hasMusic(), hasFallback, now()), config.maxAttempts(),
      config.giveUpSeconds());
  }

  /** Goes on with another server from the same seed, if one stands ready. */
  private boolean failOver(AcestepException failure) {
    if (!servers.failOver()) {
      return false;
    }
    failoverCause = failure;
    history.reset();
    retry(failure, config.retrySeconds().min());
    return true;
  }

  private AcestepException tooSlow(double seconds) {
    int segments = config.fallbackSlowSegments();
    return Problem.TOO_SLOW.because(String.format(Locale.ROOT,
      "%d segments in a row took longer to make than to play, the last one %.1f s.", segments, seconds))
      .explained(Problem.TOO_SLOW.code(), Map.of("segments", segments, "seconds", seconds));
  }

  private void fallBack(AcestepException why) {
    servers.current().fallBack();
    history.reset();
    events.fellBack(attempt.request(), why, servers.current().fallbacks().current());
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
    if (!history.hasRejected() || failure.problem() == Problem.SEGMENT_REJECTED) {
      giveUp(failure);
      return;
    }
    GenerationRequest request = attempt.request();
    events.failed(request, failure, null);
    usesBest = true;
    AUDIO_ACCEPT.ask(context.vertx(), new AcceptSegment(request.sessionId(), request.index(), request.sourceIndex(), request.prompt(), true))
      .onComplete(segment -> result.tryComplete(new GeneratedSegment(segment, null)), none -> result.tryFail(failure));
  }

  private void giveUp(AcestepException failure) {
    events.failed(attempt.request(), failure, null);
    result.tryFail(failure);
  }

  private double now() {
    return context.scheduler().seconds();
  }
}
