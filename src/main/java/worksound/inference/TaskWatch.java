package worksound.inference;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.function.BiConsumer;
import worksound.config.AcestepConfig;

/** Follows one task until it ends, however it ends. */
final class TaskWatch {

  /** A server that restarts is given this long to come back before the task is given up, in seconds. */
  private static final double PATIENCE = 30;

  private final Vertx vertx;
  private final AcestepClient client;
  private final AcestepConfig config;
  private final String taskId;
  private final Double expected;
  private final BiConsumer<TaskState, Double> progress;
  private final Promise<TaskState> end = Promise.promise();
  private final long begun = System.nanoTime();
  private TaskState last;
  private double lastChange;
  private Double unreachableSince;

  /**
   * @param expected seconds the task is expected to take, null when unknown
   * @param progress told each state, with the seconds since the watch began
   */
  TaskWatch(Vertx vertx, AcestepClient client, AcestepConfig config, String taskId, Double expected,
            BiConsumer<TaskState, Double> progress) {
    this.vertx = vertx;
    this.client = client;
    this.config = config;
    this.taskId = taskId;
    this.expected = expected;
    this.progress = progress;
  }

  /** The successful state; any other end is an {@link AcestepException}. */
  Future<TaskState> untilDone() {
    wait(PollSchedule.next(0, expected));
    return end.future();
  }

  double elapsed() {
    return (System.nanoTime() - begun) / 1e9;
  }

  private void wait(double seconds) {
    vertx.setTimer(Math.max(1, Math.round(seconds * 1_000)), timer -> poll());
  }

  private void poll() {
    client.query(taskId).onComplete(this::answered, e -> failed(AcestepException.of(e)));
  }

  private void answered(TaskState state) {
    if (unreachableSince != null) {
      unreachableSince = null;
      checkAfterOutage(state);
      return;
    }
    judge(state);
  }

  private void judge(TaskState state) {
    double elapsed = elapsed();
    switch (state.phase()) {
      case SUCCEEDED -> end.complete(state);
      case LOST -> end.fail(Problem.TASK_LOST.because("ACE-Step has forgotten the task; it was probably restarted."));
      case FAILED -> end.fail(ErrorText.problem(state.error(), Problem.TASK_FAILED).because(
        "ACE-Step could not make the segment" + (state.error().isEmpty() ? "; its log on the GPU host says why." : ": " + state.error())));
      case RUNNING -> running(state, elapsed);
    }
  }

  private void running(TaskState state, double elapsed) {
    if (last == null || last.progress() != state.progress() || !last.stage().equals(state.stage())) {
      lastChange = elapsed;
    }
    last = state;
    progress.accept(state, elapsed);
    boolean queued = state.stage().equals("queued");
    if (elapsed > config.taskTimeoutSeconds()) {
      end.fail(Problem.TASK_TIMEOUT.because("The task took longer than " + config.taskTimeoutSeconds() + " s (acestep.task_timeout_seconds)."));
    } else if (!queued && elapsed - lastChange > config.taskStallSeconds()) {
      end.fail(Problem.TASK_STALLED.because("The task made no progress for " + config.taskStallSeconds() + " s (acestep.task_stall_seconds)."));
    } else {
      wait(PollSchedule.next(elapsed, expected));
    }
  }

  /** After a restart the server shows a task that was running as running for ever; its job counts tell the truth. */
  private void checkAfterOutage(TaskState state) {
    if (state.phase() != TaskState.Phase.RUNNING) {
      judge(state);
      return;
    }
    client.stats().onComplete(stats -> judge(isIdle(stats) ? new TaskState(TaskState.Phase.LOST, "lost", 0, "", null, null, null, "") : state),
      e -> judge(state));
  }

  /** Whether a server has no work at all, as far as its {@code /v1/stats} tells. */
  static boolean isIdle(JsonObject stats) {
    JsonObject jobs = stats.getJsonObject("jobs", new JsonObject());
    return jobs.getInteger("running", 0) == 0 && stats.getInteger("queue_size", 0) == 0;
  }

  private void failed(AcestepException e) {
    Problem.Remedy remedy = e.problem().remedy();
    if (remedy != Problem.Remedy.WAIT && remedy != Problem.Remedy.RETRY) {
      end.fail(e);
      return;
    }
    double elapsed = elapsed();
    if (unreachableSince == null) {
      unreachableSince = elapsed;
    }
    if (elapsed - unreachableSince > PATIENCE) {
      end.fail(e);
    } else {
      wait(Math.max(PollSchedule.next(elapsed, expected), elapsed - unreachableSince));
    }
  }
}
