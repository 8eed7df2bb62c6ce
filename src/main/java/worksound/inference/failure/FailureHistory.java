package worksound.inference.failure;

import worksound.time.Scheduler;

/** How the attempts at one segment have failed so far. */
public final class FailureHistory {

  private int failures;
  private int countedFailures;
  private Double waitingSince;

  /**
   * An attempt failed; one that failed for want of a server counts against nothing while there is music.
   *
   * @param now in seconds of {@link Scheduler}
   */
  public void failed(AcestepException failure, boolean hasMusic, double now) {
    Problem problem = failure.problem();
    failures++;
    boolean wait = problem.remedy() == Problem.Remedy.WAIT;
    countedFailures += wait && hasMusic ? 0 : 1;
    if (!wait) {
      waitingSince = null;
    } else if (waitingSince == null) {
      waitingSince = failure.since() == null ? Double.valueOf(now) : failure.since();
    }
  }

  /** Other parameters, or another server, have a clean record. */
  public void reset() {
    failures = 0;
    countedFailures = 0;
  }

  /** Whether the next attempt is the last one, if every failure counts. */
  public boolean leavesOne(int maxAttempts) {
    return countedFailures + 1 >= maxAttempts;
  }

  /** Failed attempts with these parameters. */
  public int failures() {
    return failures;
  }

  public RetryDecision.RetryState retryState(boolean hasMusic, boolean hasFallback, double now) {
    return new RetryDecision.RetryState(countedFailures, waitingSince == null ? 0 : now - waitingSince, hasMusic, hasFallback);
  }
}
