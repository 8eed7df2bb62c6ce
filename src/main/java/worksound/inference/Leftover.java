package worksound.inference;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.function.BooleanSupplier;

/** A task that was lost from sight and may still run: it cannot be cancelled, so the next one waits until it is gone. */
final class Leftover {

  /** Pause between two looks, in seconds. */
  private static final double PAUSE = 1;

  private final Time time;
  private final AcestepClient client;
  private final double patience;
  /** What an earlier process left running is not known, so that the first task waits until there is none. */
  private boolean suspected = true;
  private String taskId;

  /**
   * @param patience longest wait in seconds
   */
  Leftover(Time time, AcestepClient client, double patience) {
    this.time = time;
    this.client = client;
    this.patience = patience;
  }

  /** There may be one. @param ofTask its id, null when that is not known */
  void suspect(String ofTask) {
    suspected = true;
    taskId = ofTask;
  }

  boolean isSuspected() {
    return suspected;
  }

  /**
   * Completes when it is gone.
   *
   * @param wanted false as soon as nobody waits for that any more; the suspicion then stays
   * @param told   run with every look that finds it still there
   */
  Future<Void> untilGone(BooleanSupplier wanted, Runnable told) {
    Promise<Void> gone = Promise.promise();
    look(gone, wanted, told, time.seconds() + patience);
    return gone.future();
  }

  private void look(Promise<Void> gone, BooleanSupplier wanted, Runnable told, double deadline) {
    isGone().onComplete(yes -> {
      if (yes) {
        suspected = false;
        gone.complete();
      } else if (!wanted.getAsBoolean()) {
        gone.fail(new SegmentMaker.Abandoned());
      } else if (time.seconds() > deadline) {
        gone.fail(Problem.BUSY.because("ACE-Step is still busy with earlier work."));
      } else {
        told.run();
        time.after(PAUSE, () -> look(gone, wanted, told, deadline));
      }
    }, gone::fail);
  }

  private Future<Boolean> isGone() {
    return client.stats().compose(stats -> isIdle(stats) || taskId == null
      ? Future.succeededFuture(isIdle(stats))
      : client.query(taskId).map(state -> !state.isAlive()));
  }

  /**
   * Whether a server has no work at all, as far as its {@code /v1/stats} tells.
   *
   * @throws AcestepException when it tells something else than numbers
   */
  static boolean isIdle(JsonObject stats) {
    Fields told = new Fields("stats", stats);
    return told.object("jobs").count("running") == 0 && told.count("queue_size") == 0;
  }
}
