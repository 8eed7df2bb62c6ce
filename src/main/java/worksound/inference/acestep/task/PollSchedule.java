package worksound.inference.acestep.task;

/**
 * When to ask again whether a task is done: seldom while its end is far off, often around the expected end, less often again
 * the later it gets. Expectations can be wrong, so the pause also stays a part of the time that has passed.
 */
public final class PollSchedule {

  private static final double SHORTEST = 0.1;
  /** Longest pause, in seconds. */
  static final double LONGEST = 2.0;
  /** Part of the distance to the expected end that is waited at once. */
  private static final double STEP = 0.25;
  private static final double FIRST = 0.25;

  private PollSchedule() {
  }

  /**
   * Seconds until the next poll.
   *
   * @param elapsed  seconds since the task was submitted
   * @param expected seconds that it is expected to take, null when unknown
   */
  public static double next(double elapsed, Double expected) {
    double blind = FIRST + STEP * elapsed;
    double aimed = expected == null ? blind : STEP * Math.abs(expected - elapsed);
    return Math.max(SHORTEST, Math.min(LONGEST, Math.min(blind, aimed)));
  }
}
