package worksound.inference.acestep.task;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;
import java.util.function.Supplier;
import worksound.inference.acestep.http.AnswerFields;
import worksound.inference.acestep.http.TaskState;
import worksound.inference.failure.AcestepException;
import worksound.inference.failure.GenerationCancelledException;
import worksound.inference.failure.Limit;
import worksound.inference.failure.Problem;
import worksound.time.Scheduler;

/** A task that was lost from sight and may still run: it cannot be cancelled, so the next one waits until it is gone. */
public final class OrphanedTask {

  /** Pause between two looks, in seconds. */
  private static final double PAUSE = 1;
  /** The least pause after the question before, also when a person presses Stop and Play in a hurry, in seconds. */
  private static final double LEAST_PAUSE = 0.25;

  private final Scheduler scheduler;
  private final Supplier<Future<JsonObject>> stats;
  private final Function<String, Future<TaskState>> query;
  /** What an earlier process left running is not known, so that the first task waits until there is none. */
  private boolean suspected = true;
  private boolean abandoned;
  private String taskId;
  /** When it may be looked for again. */
  private double notBefore;
  private Promise<Void> waiting;
  private Long timerId;

  /**
   * @param stats asks for the server's job and queue counts
   * @param query asks where a task is
   */
  public OrphanedTask(Scheduler scheduler, Supplier<Future<JsonObject>> stats, Function<String, Future<TaskState>> query) {
    this.scheduler = scheduler;
    this.stats = stats;
    this.query = query;
  }

  /** There may be one. @param ofTask its id, null when that is not known */
  public void suspect(String ofTask) {
    suspected = true;
    abandoned = false;
    taskId = ofTask;
    notBefore = scheduler.seconds() + LEAST_PAUSE;     // who followed it until now may just have asked
  }

  /** There is one that nobody wants any more. @param ofTask its id, null when that is not known */
  public void abandon(String ofTask) {
    suspect(ofTask);
    abandoned = true;
  }

  public boolean isSuspected() {
    return suspected;
  }

  /** What is waited for, in words for a person. */
  public String words() {
    return abandoned ? "waiting for an abandoned task to end" : "waiting for ACE-Step to finish earlier work";
  }

  /**
   * Completes when it is gone, or when it must be: without an id its work cannot be told from that of others, which may never end.
   *
   * @param longest        after which the wait fails with {@link Problem#BUSY}
   * @param expected       seconds after which a task without an id counts as gone
   * @param onStillRunning run with every look that finds it still there
   */
  public Future<Void> awaitGone(Limit longest, double expected, Runnable onStillRunning) {
    Promise<Void> gone = Promise.promise();
    waiting = gone;
    double since = scheduler.seconds();
    pollIn(notBefore - since, () -> poll(gone, onStillRunning, since, longest, expected));
    return gone.future();
  }

  /** Waits no more: the wait fails with {@link GenerationCancelledException}, the suspicion stays. */
  public void cancel() {
    if (timerId != null) {
      scheduler.cancel(timerId);
    }
    if (waiting != null) {
      waiting.tryFail(new GenerationCancelledException());
    }
  }

  private void pollIn(double seconds, Runnable poll) {
    if (seconds > 0) {
      timerId = scheduler.schedule(seconds, poll);
    } else {
      poll.run();
    }
  }

  private void poll(Promise<Void> gone, Runnable onStillRunning, double since, Limit longest, double expected) {
    notBefore = scheduler.seconds() + LEAST_PAUSE;
    isGone().onComplete(yes -> {
      if (gone.future().isComplete()) {
        return;
      }
      double waited = scheduler.seconds() - since;
      if (yes || taskId == null && waited >= expected) {
        suspected = false;
        gone.complete();
      } else if (waited > longest.seconds()) {
        gone.fail(Problem.BUSY.because("ACE-Step is still busy with earlier work after " + longest.words() + "."));
      } else {
        onStillRunning.run();
        pollIn(PAUSE, () -> poll(gone, onStillRunning, since, longest, expected));
      }
    }, gone::tryFail);
  }

  private Future<Boolean> isGone() {
    return stats.get().compose(found -> isIdle(found) || taskId == null
      ? Future.succeededFuture(isIdle(found))
      : query.apply(taskId).map(state -> !state.isAlive()));
  }

  /**
   * Whether a server has no work at all, as far as its {@code /v1/stats} tells.
   *
   * @throws AcestepException when it tells something else than numbers
   */
  public static boolean isIdle(JsonObject stats) {
    AnswerFields fields = new AnswerFields("stats", stats);
    return fields.object("jobs").count("running") == 0 && fields.count("queue_size") == 0;
  }
}
