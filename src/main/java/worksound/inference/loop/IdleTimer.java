package worksound.inference.loop;

import worksound.time.Scheduler;

/** Whether anybody listens to a session, by the time since its last listener gave a sign; wakes the loop when that was too long ago. */
final class IdleTimer {

  /** The timer fires when the limit has surely passed, in seconds. */
  private static final double MARGIN = 0.01;

  private final Scheduler scheduler;
  private final double limitSeconds;
  private final Runnable onIdle;
  private Long timerId;

  /**
   * @param limitSeconds time without a listener's signal after which a session is idle
   * @param onIdle       run when that time has passed
   */
  IdleTimer(Scheduler scheduler, double limitSeconds, Runnable onIdle) {
    this.scheduler = scheduler;
    this.limitSeconds = limitSeconds;
    this.onIdle = onIdle;
  }

  /** Seconds since a listener of the session gave a sign. */
  double idleSeconds(Session session) {
    return scheduler.seconds() - session.lastListenerSignal;
  }

  boolean isIdle(Session session) {
    return idleSeconds(session) > limitSeconds;
  }

  /** Waits for the session to become idle; nothing happens when that is waited for already. */
  void start(Session session) {
    if (timerId == null) {
      timerId = scheduler.schedule(limitSeconds - idleSeconds(session) + MARGIN, () -> {
        timerId = null;
        onIdle.run();
      });
    }
  }

  void cancel() {
    if (timerId != null) {
      scheduler.cancel(timerId);
      timerId = null;
    }
  }
}
