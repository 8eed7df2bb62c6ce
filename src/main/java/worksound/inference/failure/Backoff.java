package worksound.inference.failure;

import worksound.config.SecondsRange;

/** How long to rest before the next attempt. */
public final class Backoff {

  private Backoff() {
  }

  /**
   * Doubles with each failure, up to the limit, and is then shortened by up to a half so that retries do not fall in step.
   *
   * @param failures failures so far, 1 or more
   * @param limits   least and longest pause
   * @param jitter   0 to 1
   */
  public static double seconds(int failures, SecondsRange limits, double jitter) {
    double pause = Math.min(limits.max(), limits.min() * Math.pow(2, Math.min(failures - 1, 30)));
    return Math.max(limits.min(), pause * (1 - 0.5 * jitter));
  }
}
