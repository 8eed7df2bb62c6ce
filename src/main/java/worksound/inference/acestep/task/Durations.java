package worksound.inference.acestep.task;

import java.util.ArrayDeque;
import java.util.Deque;

/** How long the last tasks took, to tell when the running one will end. */
public final class Durations {

  private static final int KEPT = 5;

  private final Deque<Double> seconds = new ArrayDeque<>();
  private Double serverAverage;

  public void add(double taskSeconds) {
    seconds.addLast(taskSeconds);
    if (seconds.size() > KEPT) {
      seconds.removeFirst();
    }
  }

  /** What the server says of its own past, used until there are tasks of this session. */
  public void serverAverage(Double averageSeconds) {
    serverAverage = averageSeconds != null && averageSeconds > 0 ? averageSeconds : null;
  }

  /** Forgets: other models take another time. */
  public void clear() {
    seconds.clear();
    serverAverage = null;
  }

  /** The median of the last tasks in seconds, else the server's average, else null. */
  public Double expected() {
    if (seconds.isEmpty()) {
      return serverAverage;
    }
    double[] sorted = seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
