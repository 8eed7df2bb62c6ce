package worksound.inference;

import java.util.Comparator;
import java.util.PriorityQueue;
import worksound.time.Scheduler;

/** A clock that stands until a test moves it on; everything happens on the test's thread. */
public final class SimulatedTime implements Scheduler {

  private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(Comparator.comparingDouble(Alarm::at).thenComparingLong(Alarm::id));
  private double now;
  private long ids;

  private record Alarm(double at, long id, Runnable action) {
  }

  @Override
  public double seconds() {
    return now;
  }

  @Override
  public long schedule(double seconds, Runnable action) {
    alarms.add(new Alarm(now + seconds, ++ids, action));
    return ids;
  }

  @Override
  public void cancel(long timerId) {
    alarms.removeIf(pending -> pending.id == timerId);
  }

  /** Lets so many seconds pass, with everything that falls due. */
  public void pass(double seconds) {
    double until = now + seconds;
    while (!alarms.isEmpty() && alarms.peek().at <= until) {
      Alarm due = alarms.poll();
      now = due.at;
      due.action.run();
    }
    now = until;
  }
}
