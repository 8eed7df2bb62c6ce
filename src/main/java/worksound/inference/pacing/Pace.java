package worksound.inference.pacing;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;

/** How long the last attempts at segments took, from a server that stands ready to a segment that is accepted. */
public final class Pace {

  private static final int KEPT = 5;

  private final Deque<Double> seconds = new ArrayDeque<>();
  private Object of;

  /** An attempt took so long. @param with the parameters that it was made with; others take another time, and those before count no more */
  public void took(double attemptSeconds, Object with) {
    if (!with.equals(of)) {
      seconds.clear();
      of = with;
    }
    seconds.addLast(attemptSeconds);
    if (seconds.size() > KEPT) {
      seconds.removeFirst();
    }
  }

  public int known() {
    return seconds.size();
  }

  /** The median in seconds, or the last one when that took longer, as it does once the GPU has become slower. */
  public double usual() {
    double[] sorted = seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return Math.max(sorted[sorted.length / 2], seconds.getLast());
  }

  /** Seconds between the shortest and the longest. */
  public double spread() {
    return Collections.max(seconds) - Collections.min(seconds);
  }
}
