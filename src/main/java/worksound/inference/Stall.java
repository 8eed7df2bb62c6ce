package worksound.inference;

/** Notices that nothing moves any more. */
final class Stall {

  private final Time time;
  private final double seconds;
  private final Runnable alarm;
  private long pending;

  /**
   * Begins to watch.
   *
   * @param seconds longest time without a move
   * @param alarm   run once when it has passed
   */
  Stall(Time time, double seconds, Runnable alarm) {
    this.time = time;
    this.seconds = seconds;
    this.alarm = alarm;
    this.pending = time.after(seconds, alarm);
  }

  /** Something moved. */
  void moved() {
    time.cancel(pending);
    pending = time.after(seconds, alarm);
  }

  /** Watches no more. */
  void end() {
    time.cancel(pending);
  }
}
