package worksound.inference.acestep.http;

import worksound.time.Scheduler;

/** Notices that nothing moves any more. */
final class InactivityTimeout {

  private final Scheduler scheduler;
  private final double seconds;
  private final Runnable onTimeout;
  private long timerId;
  private boolean ended;

  /**
   * Begins to watch.
   *
   * @param seconds   longest time without a move
   * @param onTimeout run once when it has passed
   */
  InactivityTimeout(Scheduler scheduler, double seconds, Runnable onTimeout) {
    this.scheduler = scheduler;
    this.seconds = seconds;
    this.onTimeout = onTimeout;
    this.timerId = scheduler.schedule(seconds, onTimeout);
  }

  /** Something moved; nothing comes of it once the watch has ended. */
  void restart() {
    if (!ended) {
      scheduler.cancel(timerId);
      timerId = scheduler.schedule(seconds, onTimeout);
    }
  }

  /** Watches no more. */
  void end() {
    ended = true;
    scheduler.cancel(timerId);
  }
}
