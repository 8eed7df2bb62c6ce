package worksound.inference.loop;

import java.util.Locale;
import java.util.Map;
import worksound.config.AcestepConfig;
import worksound.inference.acestep.AcestepServer;
import worksound.inference.acestep.ServerPool;
import worksound.inference.attempt.GenerationAttempt;
import worksound.inference.attempt.GenerationRequest;
import worksound.inference.failure.AcestepException;
import worksound.inference.failure.Backoff;
import worksound.inference.failure.FailureHistory;
import worksound.inference.failure.Problem;
import worksound.inference.failure.RetryDecision;
import worksound.time.Scheduler;

/** What follows a failed attempt at one segment: another try, other parameters or another server. */
final class Recovery {

  /** How long an unreachable server is waited for while nothing has been heard yet, in seconds. */
  private static final double FIRST_OUTAGE_SECONDS = 30;
  /** And at most once there is music; after that the task is given up, and the server is waited for without it. */
  private static final double LATER_OUTAGE_SECONDS = 120;
  /** And while another server stands ready. */
  private static final double OUTAGE_BEFORE_FAILOVER_SECONDS = 10;

  private final Scheduler scheduler;
  private final ServerPool servers;
  private final AcestepConfig config;
  private final GenerationPublisher events;
  private final Session session;
  private final FailureHistory history = new FailureHistory();
  /** Why the server that was used before was left, null when it was not. */
  private AcestepException failoverCause;

  Recovery(Scheduler scheduler, ServerPool servers, AcestepConfig config, GenerationPublisher events, Session session) {
    this.scheduler = scheduler;
    this.servers = servers;
    this.config = config;
    this.events = events;
    this.session = session;
  }

  /** Longest time without an answer while a task for a segment runs, in seconds. */
  double longestOutageSeconds(int index) {
    if (servers.hasOther()) {
      return OUTAGE_BEFORE_FAILOVER_SECONDS;
    }
    return index == 0 ? FIRST_OUTAGE_SECONDS : Math.min(LATER_OUTAGE_SECONDS, config.giveUpSeconds());
  }

  /** Whether the next attempt is the last one, if every failure counts. */
  boolean leavesOne() {
    return history.leavesOne(config.maxAttempts());
  }

  /** An attempt has failed: what is done now. */
  RetryDecision decide(AcestepException failure) {
    Problem problem = failure.problem();
    servers.failed(failure);
    // A server that cannot be used at all ends nothing while another may come back: that one is waited for.
    AcestepException decisive = problem.warrantsFailover() && !problem.isTransient() ? servers.transientFailure().orElse(failure) : failure;
    history.failed(decisive, session.hasMusic(), scheduler.seconds());
    boolean hasFallback = servers.current().fallbacks().hasNext(decisive.problem());
    return RetryDecision.of(decisive.problem(), history.retryState(session.hasMusic(), hasFallback, scheduler.seconds()), config.maxAttempts(),
      config.giveUpSeconds());
  }

  /**
   * Seconds until the next attempt, null when there is none; the next overlay of parameters is taken, or another server, where that helps.
   *
   * @param isPiece whether other music goes on without the segment, so that no server is waited for
   */
  Double retryAfter(RetryDecision decision, AcestepException failure, GenerationRequest request, boolean isPiece) {
    Problem problem = failure.problem();
    Double soon = config.retrySeconds().min();
    if (problem.warrantsFailover() && failOver(failure)) {
      return soon;
    }
    return switch (decision) {
      case RETRY -> isPiece && problem.isWaitedFor() ? null
        : Double.valueOf(Backoff.seconds(history.failures(), config.retrySeconds(), scheduler.random()));
      case FALL_BACK -> {
        fallBack(request, failure);
        yield soon;
      }
      case GIVE_UP -> problem.warrantsFallback() && failOver(failure) ? soon : null;
    };
  }

  /** Chooses another server, if one stands ready. */
  private boolean failOver(AcestepException failure) {
    if (!servers.failOver()) {
      return false;
    }
    failoverCause = failure;
    history.reset();
    return true;
  }

  /** The current server is about to get a task: when it is another one than had the last, that is published. */
  void switchServer(GenerationRequest request) {
    AcestepServer before = servers.switchServer();
    if (before != null) {
      events.moved(request, before.name(), servers.current().name(), failoverCause);
      failoverCause = null;
    }
  }

  /** Other parameters from here on. */
  private void fallBack(GenerationRequest request, AcestepException why) {
    servers.current().fallBack();
    history.reset();
    events.fellBack(request, why, servers.current().fallbacks().current());
  }

  /** An attempt was accepted; when it was one too slow too many, others are taken. @param seconds what ACE-Step took, null when not known */
  void succeeded(GenerationAttempt attempt, Double seconds) {
    servers.succeeded();
    if (seconds != null && servers.current().recordSpeed(attempt.realtimeFactor())) {
      fallBack(attempt.request(), tooSlow(seconds));
    }
  }

  private AcestepException tooSlow(double seconds) {
    int segments = config.fallbackSlowSegments();
    return Problem.TOO_SLOW.because(String.format(Locale.ROOT,
      "%d segments in a row took longer to make than to play, the last one %.1f s.", segments, seconds))
      .explained(Problem.TOO_SLOW.code(), Map.of("segments", segments, "seconds", seconds));
  }
}
