package worksound.inference.acestep;

import java.util.Arrays;
import worksound.time.Scheduler;

/**
 * Which of several servers makes the next attempt: the first in order that has not failed lately. One that has failed rests, longer
 * with each failure in a row, and is asked again before a later segment. Times are in seconds of {@link Scheduler}.
 */
final class HostChoice {

  private static final double MIN_BACKOFF_SECONDS = 30;
  private static final double MAX_BACKOFF_SECONDS = 600;

  private final double[] backoffUntil;
  private final int[] failures;
  private int current;

  /** @param hosts how many there are, 1 or more */
  HostChoice(int hosts) {
    backoffUntil = new double[hosts];
    failures = new int[hosts];
    Arrays.fill(backoffUntil, Double.NEGATIVE_INFINITY);
  }

  /** The server that is used now, 0 for the first choice. */
  int current() {
    return current;
  }

  /** Chooses again. When all of them rest it is the one whose rest ends first. */
  int choose(double now) {
    int best = 0;
    for (int host = 1; host < backoffUntil.length && backoffUntil[best] > now; host++) {
      if (backoffUntil[host] <= now || backoffUntil[host] < backoffUntil[best]) {
        best = host;
      }
    }
    current = best;
    return best;
  }

  /** Whether the one that is used now has failed when it was last used, so that a quick question should come before a task. */
  boolean isDoubtful() {
    return failures[current] > 0;
  }

  /** Whether another than the one that is used now is there that does not rest. */
  boolean hasOther(double now) {
    for (int host = 0; host < backoffUntil.length; host++) {
      if (host != current && backoffUntil[host] <= now) {
        return true;
      }
    }
    return false;
  }

  /** The one that is used now has failed. */
  void failed(double now) {
    backoffUntil[current] = now + Math.min(MAX_BACKOFF_SECONDS, MIN_BACKOFF_SECONDS * Math.pow(2, Math.min(failures[current], 10)));
    failures[current]++;
  }

  /** The one that is used now has made a segment. */
  void succeeded() {
    failures[current] = 0;
    backoffUntil[current] = Double.NEGATIVE_INFINITY;
  }

  /** Nothing is held against any of them. */
  void reset() {
    Arrays.fill(failures, 0);
    Arrays.fill(backoffUntil, Double.NEGATIVE_INFINITY);
  }
}
