package worksound.time;

import io.vertx.core.Vertx;
import java.util.concurrent.ThreadLocalRandom;

/** A clock and its timers. */
public interface Scheduler {

  /** Seconds since some moment in the past; never goes back. */
  double seconds();

  /** Runs an action once, as soon as so many seconds have passed; returns what {@link #cancel} takes. */
  long schedule(double seconds, Runnable action);

  /** Takes a timer back; nothing happens when it has fired. */
  void cancel(long timerId);

  /** 0…1, drawn anew each time: where in its range a pause lies that others are not to make at the same moment. */
  default double random() {
    return ThreadLocalRandom.current().nextDouble();
  }

  /** Real time. */
  static Scheduler of(Vertx vertx) {
    return new Scheduler() {
      @Override
      public double seconds() {
        return System.nanoTime() / 1e9;
      }

      @Override
      public long schedule(double seconds, Runnable action) {
        return vertx.setTimer(Math.max(1, Math.round(seconds * 1_000)), timer -> action.run());
      }

      @Override
      public void cancel(long timerId) {
        vertx.cancelTimer(timerId);
      }
    };
  }
}
