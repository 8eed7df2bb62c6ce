package worksound.acestep;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what happens to a stand-in and completes the futures of those who wait for it. Thread-safe. */
final class Milestones {

  private final Map<StandInEvent, Integer> counts = new EnumMap<>(StandInEvent.class);
  private final Map<StandInEvent, List<Waiter>> waiters = new EnumMap<>(StandInEvent.class);

  private record Waiter(int number, Promise<Void> promise) {
  }

  void reached(StandInEvent event) {
    List<Waiter> due;
    synchronized (this) {
      int count = counts.merge(event, 1, Integer::sum);
      List<Waiter> waiting = waiters.getOrDefault(event, new ArrayList<>());
      due = waiting.stream().filter(waiter -> waiter.number <= count).toList();
      waiting.removeAll(due);
    }
    due.forEach(waiter -> waiter.promise.complete());
  }

  synchronized int count(StandInEvent event) {
    return counts.getOrDefault(event, 0);
  }

  synchronized Future<Void> await(StandInEvent event, int number) {
    if (count(event) >= number) {
      return Future.succeededFuture();
    }
    Promise<Void> promise = Promise.promise();
    waiters.computeIfAbsent(event, e -> new ArrayList<>()).add(new Waiter(number, promise));
    return promise.future();
  }
}
