package worksound.inference;

/**
 * When to ask again whether a task is done: seldom while its end is far off, often around the expected end, less often again
 * the later it gets. On average about 0.1 s is lost at the end.
 */
final class PollSchedule {

  private static final double SHORTEST = 0.15;
  private static final double LONGEST = 2.0;
  /** Part of the distance to the expected end that is waited at once. */
  private static final double STEP = 0.4;

  private PollSchedule() {
  }

  /**
   * Seconds until the next poll.
   *
   * @param elapsed  seconds since the task was submitted
   * @param expected seconds that it is expected to take, null when unknown
   */
  static double next(double elapsed, Double expected) {
    double distance = expected == null ? elapsed / 2 : Math.abs(expected - elapsed);
    return Math.max(SHORTEST, Math.min(LONGEST, distance * STEP));
  }
}
