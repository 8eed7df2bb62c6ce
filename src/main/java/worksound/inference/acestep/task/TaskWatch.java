package worksound.inference.acestep.task;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Consumer;
import java.util.function.Supplier;
import worksound.inference.acestep.http.TaskState;
import worksound.inference.failure.AcestepException;
import worksound.inference.failure.GenerationCancelledException;
import worksound.inference.failure.Problem;
import worksound.messages.Snapshot.Phase;
import worksound.time.Scheduler;

/** Follows one task until it ends, however it ends. */
public final class TaskWatch {

  /** A task that shows no progress for this long may have died with its server, in seconds; that is then looked into. */
  private static final double DOUBT = 5;
  private static final double OUTAGE_PAUSE = 0.5;
  private static final double QUEUE_PAUSE = 1;

  private final Scheduler scheduler;
  private final Server server;
  private final TaskLimits limits;
  private final Double expected;
  private final Consumer<PollResult> report;
  private final Promise<TaskState> end = Promise.promise();
  private final double submittedAt;
  private double startedAt;
  private TaskState last;
  private double lastProgressAt;
  private double lastCheckAt;
  private boolean idleOnce;
  private Double outageSince;
  /** Why the last question was not answered, null when it was. */
  private AcestepException lastFailure;
  private double askedAt;
  private Long timerId;

  /**
   * What is asked of the server.
   *
   * @param query where the task is
   * @param idle  whether the server has no work at all
   */
  public record Server(Supplier<Future<TaskState>> query, Supplier<Future<Boolean>> idle) {
  }

  /**
   * @param expected seconds the task is expected to take, null when unknown
   * @param report   called with what each poll finds
   */
  public TaskWatch(Scheduler scheduler, Server server, TaskLimits limits, Double expected, Consumer<PollResult> report) {
    this.scheduler = scheduler;
    this.server = server;
    this.limits = limits;
    this.expected = expected;
    this.report = report;
    this.submittedAt = scheduler.seconds();
    this.startedAt = submittedAt;
    this.lastProgressAt = submittedAt;
    this.lastCheckAt = submittedAt;
  }

  /** The successful state; any other end is an {@link AcestepException}. */
  public Future<TaskState> untilDone() {
    schedulePoll(PollSchedule.next(0, expected));
    return end.future();
  }

  /** Seconds that the task waited for others. */
  public double queueSeconds() {
    return startedAt - submittedAt;
  }

  /** Seconds since it began to run. */
  public double runningSeconds() {
    return scheduler.seconds() - startedAt;
  }

  /** Follows it no more: the end fails with {@link GenerationCancelledException}. */
  public void cancel() {
    fail(new GenerationCancelledException());
  }

  private void schedulePoll(double seconds) {
    timerId = scheduler.schedule(seconds, this::poll);
  }

  private void poll() {
    askedAt = scheduler.seconds();
    ask(server.query, this::answered);
  }

  /** Asks, and wakes when no answer has come by the first of the limits; an answer that comes after the end is passed over. */
  private <T> void ask(Supplier<Future<T>> question, Consumer<T> answered) {
    timerId = scheduler.schedule(Math.max(0.001, untilLimit()), this::overdue);
    question.get().onComplete(answer -> unlessEnded(() -> answered.accept(answer)),
      e -> unlessEnded(() -> unanswered(AcestepException.of(e))));
  }

  private void unlessEnded(Runnable next) {
    if (!end.future().isComplete()) {
      cancelTimer();
      next.run();
    }
  }

  private double untilLimit() {
    double now = scheduler.seconds();
    double outage = (outageSince == null ? now : outageSince) + limits.outage();
    boolean runs = last != null && last.phase() == TaskState.Phase.RUNNING;
    return (runs ? Math.min(outage, startedAt + limits.task()) : outage) - now;
  }

  private void overdue() {
    if (runningSeconds() >= limits.task() && last != null && last.phase() == TaskState.Phase.RUNNING) {
      fail(TaskFailure.timedOut(limits));
    } else {
      AcestepException silence = lastFailure == null ? TaskFailure.silent() : lastFailure;
      fail(silence.since(outageSince == null ? askedAt : outageSince));
    }
  }

  private void fail(Exception why) {
    cancelTimer();
    end.tryFail(why);
  }

  private void cancelTimer() {
    if (timerId != null) {
      scheduler.cancel(timerId);
      timerId = null;
    }
  }

  private void answered(TaskState state) {
    boolean back = outageSince != null;
    outageSince = null;
    lastFailure = null;
    switch (state.phase()) {
      case SUCCEEDED -> end.complete(state);
      case LOST -> fail(TaskFailure.lost());
      case FAILED -> fail(TaskFailure.failed(state.error()));
      case QUEUED -> queued(state);
      case RUNNING -> running(state, back);
    }
  }

  private void queued(TaskState state) {
    last = state;
    lastProgressAt = scheduler.seconds();
    startedAt = lastProgressAt;
    report.accept(new PollResult(Phase.Code.queued, state.stage(), 0, null, true));
    if (queueSeconds() > limits.queue().seconds()) {
      fail(TaskFailure.queuedTooLong(limits));
    } else {
      schedulePoll(Math.min(QUEUE_PAUSE, PollSchedule.next(queueSeconds(), null)));
    }
  }

  private void running(TaskState state, boolean back) {
    double now = scheduler.seconds();
    if (last == null || last.progress() != state.progress() || !last.stage().equals(state.stage())) {
      lastProgressAt = now;
    }
    last = state;
    double elapsed = now - startedAt;
    Double eta = expected == null ? null : Math.max(0, expected - elapsed);
    report.accept(new PollResult(Phase.Code.generating, state.stage(), state.progress(), eta, true));
    if (elapsed > limits.task()) {
      fail(TaskFailure.timedOut(limits));
    } else if (now - lastProgressAt > limits.stall()) {
      fail(TaskFailure.stalled(limits));
    } else if (back || idleOnce || now - Math.max(lastProgressAt, lastCheckAt) > Math.min(DOUBT, limits.stall() / 4)) {
      checkAlive();
    } else {
      schedulePoll(PollSchedule.next(elapsed, expected));
    }
  }

  /**
   * After a restart the server shows a task that was running as running for ever; its job counts tell the truth. They are believed
   * the second time only, as the task may have ended between the two questions.
   */
  private void checkAlive() {
    lastCheckAt = scheduler.seconds();
    ask(server.idle, idle -> {
      if (idle && idleOnce) {
        fail(TaskFailure.lost());
      } else {
        idleOnce = idle;
        schedulePoll(PollSchedule.next(runningSeconds(), expected));
      }
    });
  }

  private void unanswered(AcestepException e) {
    double now = scheduler.seconds();
    outageSince = outageSince == null ? Double.valueOf(now) : outageSince;
    lastFailure = e;
    double outage = now - outageSince;
    if (!e.problem().isTransient() || outage >= limits.outage()) {
      fail(e.since(outageSince));
      return;
    }
    report.accept(new PollResult(Phase.Code.unanswered, "waiting for ACE-Step to answer", last == null ? 0 : last.progress(), null,
      e.problem() != Problem.UNREACHABLE));
    schedulePoll(Math.max(OUTAGE_PAUSE, Math.min(PollSchedule.LONGEST, outage)));
  }
}
