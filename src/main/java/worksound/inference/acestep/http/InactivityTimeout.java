package worksound.inference.acestep.http;

import worksound.time.Scheduler;

/** Notices that nothing moves any more. */
final class InactivityTimeout {

  private final Scheduler time;
  private final double seconds;
  private final Runnable alarm;
  private long pending;
  private boolean ended;

  /**
   * Begins to watch.
   *
   * @param seconds longest time without a move
   * @param alarm   run once when it has passed
   */
  InactivityTimeout(Scheduler time, double seconds, Runnable alarm) {
    this.time = time;
    this.seconds = seconds;
    this.alarm = alarm;
    this.pending = time.after(seconds, alarm);
  }

  /** Something moved; nothing comes of it once the watch has ended. */
  void moved() {
    if (!ended) {
      time.cancel(pending);
      pending = time.after(seconds, alarm);
    }
  }

  /** Watches no more. */
  void end() {
    ended = true;
    time.cancel(pending);
  }
}
