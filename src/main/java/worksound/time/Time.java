package worksound.time;

import io.vertx.core.Vertx;

/** A clock and its alarms. */
public interface Time {

  /** Seconds since some moment in the past; never goes back. */
  double seconds();

  /** Runs an action once, as soon as so many seconds have passed; returns what {@link #cancel} takes. */
  long after(double seconds, Runnable action);

  /** Takes an alarm back; nothing happens when it has rung. */
  void cancel(long alarm);

  /** Real time. */
  static Time of(Vertx vertx) {
    return new Time() {
      @Override
      public double seconds() {
        return System.nanoTime() / 1e9;
      }

      @Override
      public long after(double seconds, Runnable action) {
        return vertx.setTimer(Math.max(1, Math.round(seconds * 1_000)), timer -> action.run());
      }

      @Override
      public void cancel(long alarm) {
        vertx.cancelTimer(alarm);
      }
    };
  }
}
