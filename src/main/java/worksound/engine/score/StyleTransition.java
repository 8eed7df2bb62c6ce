package worksound.engine.score;

import worksound.engine.style.Style;

/**
 * A way from one style to another.
 *
 * @param start   score time at which it begins, in samples
 * @param samples how long it takes
 * @param prompt  words that asked for it
 * @param goal    where it leads
 */
record StyleTransition(long start, long samples, String prompt, Style goal) {

  /** Part of the way gone at {@code time}: 0 to 1, gently at both ends. */
  double part(long time) {
    double x = Math.max(0, Math.min(1, (double) (time - start) / samples));
    return x * x * (3 - 2 * x);
  }

  boolean isOver(long time) {
    return time >= start + samples;
  }
}
