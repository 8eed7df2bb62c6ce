package worksound.inference.loop;

import worksound.time.Scheduler;

/** Pauses a session when nobody has listened for too long, by the time since its last listener gave a sign, until somebody does. */
final class IdleTimer {

  /** The timer fires when the limit has surely passed, in seconds. */
  private static final double MARGIN = 0.01;

  private final Scheduler scheduler;
  private final double limitSeconds;
  private final GenerationPublisher events;
  private final Runnable onIdle;
  private Long timerId;

  /**
   * @param limitSeconds time without a listener's signal after which a session is idle
   * @param events       publishes pauses and their ends
   * @param onIdle       run when that time has passed
   */
  IdleTimer(Scheduler scheduler, double limitSeconds, GenerationPublisher events, Runnable onIdle) {
    this.scheduler = scheduler;
    this.limitSeconds = limitSeconds;
    this.events = events;
    this.onIdle = onIdle;
  }

  /** Somebody listens to the session. */
  void listenerActive(Session session) {
    session.lastListenerSignal = scheduler.seconds();
    if (session.paused) {
      session.paused = false;
      events.resumed(session);
    }
  }

  /** Pauses the session when nobody has listened for too long, and else waits for that; true when it is paused. */
  boolean pauseIfIdle(Session session) {
    boolean idle = idleSeconds(session) > limitSeconds;
    if (!idle) {
      start(session);
    } else if (!session.paused) {
      session.paused = true;
      events.paused(session, idleSeconds(session));
    }
    return idle;
  }

  private double idleSeconds(Session session) {
    return scheduler.seconds() - session.lastListenerSignal;
  }

  private void start(Session session) {
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
