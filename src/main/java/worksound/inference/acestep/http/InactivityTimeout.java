package worksound.inference.acestep.http;

import worksound.time.Scheduler;

/** Notices that nothing moves any more. */
final class InactivityTimeout {

  private final Scheduler scheduler;
  private final double seconds;
  private final Runnable timerId;
  private long pending;
  private boolean ended;

  /**
   * Begins to watch.
   *
   * @param seconds longest time without a move
   * @param timerId   run once when it has passed
   */
  InactivityTimeout(Scheduler scheduler, double seconds, Runnable timerId) {
    this.scheduler = scheduler;
    this.seconds = seconds;
    this.timerId = timerId;
    this.pending = scheduler.schedule(seconds, timerId);
  }

  /** Something moved; nothing comes of it once the watch has ended. */
  void moved() {
    if (!ended) {
      scheduler.cancel(pending);
      pending = scheduler.schedule(seconds, timerId);
    }
  }

  /** Watches no more. */
  void end() {
    ended = true;
    scheduler.cancel(pending);
  }
}
