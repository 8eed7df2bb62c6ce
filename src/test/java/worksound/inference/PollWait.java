package worksound.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import worksound.inference.acestep.task.Durations;
import worksound.inference.acestep.task.PollSchedule;

/** Time between the end of a task and the poll that finds it, in simulated time. */
public final class PollWait {

  private static final int[] GENERATION_SECONDS = {5, 10, 20, 30, 40};
  private static final int TASKS = 500;
  /** GPU generation of the same length with the same steps varies by this much either way. */
  private static final double SPREAD = 0.05;

  private PollWait() {
  }

  /** Milliseconds waited for each of many tasks of 5 to 40 s; the first of each kind has a length that nobody knows. */
  public static List<Double> millis() {
    Random random = new Random(1);
    List<Double> waits = new ArrayList<>();
    for (int seconds : GENERATION_SECONDS) {
      Durations durations = new Durations();
      for (int task = 0; task < TASKS; task++) {
        double duration = seconds * (1 - SPREAD + 2 * SPREAD * random.nextDouble());
        double found = found(duration, durations.expected());
        durations.add(found);
        waits.add(1_000 * (found - duration));
      }
    }
    return waits;
  }

  private static double found(double duration, Double expected) {
    double elapsed = 0;
    while (elapsed < duration) {
      elapsed += PollSchedule.next(elapsed, expected);
    }
    return elapsed;
  }
}
