package worksound.acestep;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;

/** The faults that are armed, first armed first consumed at each point. Thread-safe, so that an armed fault meets the very next request. */
final class FaultPlan {

  private final Map<Fault.Point, Queue<Fault>> armed = new EnumMap<>(Fault.Point.class);

  synchronized void arm(int times, Fault fault) {
    for (int i = 0; i < times; i++) {
      armed.computeIfAbsent(fault.kind().point, point -> new ArrayDeque<>()).add(fault);
    }
  }

  /** The next fault at {@code point}, which is thereby used up; null when there is none. */
  synchronized Fault take(Fault.Point point) {
    Queue<Fault> faults = armed.get(point);
    return faults == null ? null : faults.poll();
  }

  /** How many have not met their occasion. */
  synchronized int left() {
    return armed.values().stream().mapToInt(Queue::size).sum();
  }
}
