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
   * @param strikes      failed attempts with these parameters that count against them, the last one included
   * @param waitedSeconds how long the server has been out of reach or busy, without a break
   * @param hasMusic     whether something is there to be heard meanwhile
   * @param hasNext  whether there are other parameters to try
   */
  public record Course(int strikes, double waitedSeconds, boolean hasMusic, boolean hasFallback) {
  }

  /**
   * Decides.
   *
   * @param maxAttempts    strikes that are too many
   * @param giveUpSeconds  how long a server is waited for while there is music
   */
  public static RetryDecision of(Problem problem, Course course, int maxAttempts, double giveUpSeconds) {
    boolean exhausted = course.strikes >= maxAttempts;
    return switch (problem.remedy()) {
      case NONE -> GIVE_UP;
      case WAIT -> (course.hasMusic ? course.waitedSeconds > giveUpSeconds : exhausted) ? GIVE_UP : RETRY;
      case FALL_BACK -> course.hasFallback ? FALL_BACK : exhausted ? GIVE_UP : RETRY;
      case RETRY -> !exhausted ? RETRY : problem.isOfTheModels() && course.hasFallback ? FALL_BACK : GIVE_UP;
    };
  }
}
