package worksound.day;

import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import worksound.inference.InferenceOnClock;

/**
 * A clock that stands while there is something to do and jumps to the next alarm when there is nothing: a day passes as fast as
 * the work in it is done. Alarms ring on the context they were set on.
 */
final class FastTime {

  /** Looks in a row that find nothing before time passes: what has just ended may not have told anyone yet. */
  private static final int CALM_LOOKS = 5;
  private static final long PATIENCE_MILLIS = 3_000;

  private final Vertx vertx;
  private final Context context;
  private final Work work;
  private final EventLoop loop;
  private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(Comparator.comparingDouble(Alarm::at).thenComparingLong(Alarm::id));
  private final SplittableRandom random;
  private double now;
  private long ids;
  private long seenMoves = -1;
  private long movesBefore = -1;
  private boolean looking;
  private int calm;
  private int forgotten;
  private boolean ended;

  private record Alarm(double at, long id, Object owner, Context context, Runnable action) {
  }

  /**
   * @param context an event loop's, on which everything but inference happens
   * @param seed    of what is drawn on this clock's behalf
   */
  FastTime(Vertx vertx, Context context, Work work, long seed) {
    this.random = new SplittableRandom(seed);
    this.vertx = vertx;
    this.context = context;
    this.work = work;
    this.loop = ((ContextInternal) context).nettyEventLoop();
  }

  /** Seconds since the day began. */
  synchronized double seconds() {
    return now;
  }

  /** Runs an action when so many seconds have passed. */
  long schedule(double seconds, Runnable action) {
    return schedule(this, seconds, action);
  }

  private synchronized long schedule(Object owner, double seconds, Runnable action) {
    alarms.add(new Alarm(now + Math.max(0, seconds), ++ids, owner, vertx.getOrCreateContext(), action));
    return ids;
  }

  private synchronized void cancel(long timerId) {
    alarms.removeIf(pending -> pending.id == timerId);
  }

  /** This clock for one deployment, whose alarms end with it as a verticle's timers do. */
  final class Share implements InferenceOnClock.Clock {

    @Override
    public double seconds() {
      return FastTime.this.seconds();
    }

    @Override
    public long schedule(double seconds, Runnable action) {
      return FastTime.this.schedule(this, seconds, action);
    }

    @Override
    public void cancel(long timerId) {
      FastTime.this.cancel(timerId);
    }

    @Override
    public double random() {
      synchronized (FastTime.this) {
        return random.nextDouble();
      }
    }

    void end() {
      synchronized (FastTime.this) {
        alarms.removeIf(pending -> pending.owner == this);
      }
    }
  }

  /** Lets time pass from here on. */
  void run() {
    work.whenDone(() -> context.runOnContext(v -> wake()));
    vertx.setPeriodic(PATIENCE_MILLIS, timer -> giveUpIfStuck());
    context.runOnContext(v -> wake());
  }

  /** Lets no more time pass. */
  synchronized void end() {
    ended = true;
    alarms.clear();
  }

  /** Times that work was under way for ever and was given up. */
  int forgotten() {
    return forgotten;
  }

  private void wake() {
    if (!looking) {
      looking = true;
      look();
    }
  }

  private synchronized void look() {
    long moves = work.moves();
    looking = !ended && work.underWay() <= 0;
    calm = looking && moves == seenMoves ? calm + 1 : 0;
    seenMoves = moves;
    if (calm == CALM_LOOKS) {
      calm = 0;
      ring();
    }
    if (looking) {
      // As an alarm of the event loop, which reads its sockets before it rings one.
      loop.schedule(this::look, 1, TimeUnit.NANOSECONDS);
    }
  }

  private synchronized void giveUpIfStuck() {
    if (!looking && !ended && work.moves() == movesBefore) {
      work.forget();
      forgotten++;
      wake();
    }
    movesBefore = work.moves();
  }

  private void ring() {
    Alarm next = alarms.poll();
    if (next != null) {
      now = Math.max(now, next.at);
      next.context.runOnContext(v -> next.action.run());
    }
  }
}
