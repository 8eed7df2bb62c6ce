package worksound.inference.failure;

/** What is done after a failed attempt. */
public enum RetryDecision {
  /** Try again after a pause. */
  RETRY,
  /** Ask for less, then try again. */
  FALL_BACK,
  /** Stop and tell the person. */
  GIVE_UP;

  /**
   * How a segment's attempts have gone so far.
   *
   * @param countedFailures failed attempts with these parameters that count against them, the last one included
   * @param waitedSeconds   how long the server has been out of reach or busy, without a break
   * @param hasMusic        whether something is there to be heard meanwhile
   * @param hasFallback     whether there are other parameters to try
   */
  public record RetryState(int countedFailures, double waitedSeconds, boolean hasMusic, boolean hasFallback) {
  }

  /**
   * Decides.
   *
   * @param maxAttempts   counted failures that are too many
   * @param giveUpSeconds how long a server is waited for while there is music
   */
  public static RetryDecision of(Problem problem, RetryState retryState, int maxAttempts, double giveUpSeconds) {
    boolean exhausted = retryState.countedFailures >= maxAttempts;
    return switch (problem.remedy()) {
      case NONE -> GIVE_UP;
      case WAIT -> (retryState.hasMusic ? retryState.waitedSeconds > giveUpSeconds : exhausted) ? GIVE_UP : RETRY;
      case FALL_BACK -> retryState.hasFallback ? FALL_BACK : exhausted ? GIVE_UP : RETRY;
      case RETRY -> !exhausted ? RETRY : problem.warrantsFallback() && retryState.hasFallback ? FALL_BACK : GIVE_UP;
    };
  }
}
