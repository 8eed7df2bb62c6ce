package worksound.server;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import worksound.inference.InferenceOnClock;

/** Real time, of which a test may leave some out: what falls due in between rings at once, on the context it was set on. */
final class SkippedTime implements InferenceOnClock.Clock {

  private final Vertx vertx;
  private final Map<Long, Alarm> alarms = new HashMap<>();
  private double skipped;

  private record Alarm(double at, Context context, Runnable action) {
  }

  SkippedTime(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public synchronized double seconds() {
    return System.nanoTime() / 1e9 + skipped;
  }

  @Override
  public synchronized long schedule(double seconds, Runnable action) {
    long id = vertx.setTimer(Math.max(1, Math.round(seconds * 1_000)), this::ring);
    alarms.put(id, new Alarm(seconds() + seconds, vertx.getOrCreateContext(), action));
    return id;
  }

  @Override
  public synchronized void cancel(long timerId) {
    alarms.remove(timerId);
    vertx.cancelTimer(timerId);
  }

  /** Leaves so many seconds out. */
  void skip(double seconds) {
    List<Long> due = new ArrayList<>();
    synchronized (this) {
      skipped += seconds;
      double now = seconds();
      alarms.forEach((id, timerId) -> {
        if (timerId.at <= now) {
          due.add(id);
        }
      });
    }
    due.forEach(this::ring);
  }

  private void ring(long id) {
    Alarm timerId;
    synchronized (this) {
      timerId = alarms.remove(id);
    }
    if (timerId != null) {
      vertx.cancelTimer(id);
      timerId.context.runOnContext(v -> timerId.action.run());
    }
  }
}
