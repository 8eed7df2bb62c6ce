package worksound.acestep;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import worksound.acestep.StandInTask.State;

/** The single worker: jobs and initialisations, one at a time, first come first served. Thread-safe; its timers run on the stand-in's context. */
final class JobRunner {

  private final StandInState state;
  private final Generation generation;
  private final Deque<Work> waiting = new ArrayDeque<>();
  private StandInTask running;
  private boolean busy;
  private int life;
  private boolean holding;
  private int permits;
  private Runnable held;

  /** @param task null for an initialisation */
  private record Work(StandInTask task, Runnable run) {
  }

  JobRunner(StandInState state) {
    this.state = state;
    this.generation = new Generation(state.options, state.store, state.violations);
  }

  /** Jobs that wait, without the one that runs. */
  synchronized int queueSize() {
    return (int) waiting.stream().filter(work -> work.task != null).count();
  }

  /** @return the position in the queue, 1 also for a job that starts at once */
  synchronized int enqueue(StandInTask task) {
    waiting.add(new Work(task, () -> start(task)));
    int position = queueSize();
    next();
    return position;
  }

  /** Completes when the worker is free for an initialisation; {@link #free()} must follow. */
  synchronized Future<Void> turn() {
    Promise<Void> turn = Promise.promise();
    waiting.add(new Work(null, turn::complete));
    next();
    return turn.future();
  }

  synchronized void free() {
    busy = false;
    next();
  }

  private void next() {
    if (!busy && !waiting.isEmpty()) {
      busy = true;
      waiting.poll().run.run();
    }
  }

  private void start(StandInTask task) {
    running = task;
    task.show(0.01, "running");
    state.log = "Job " + task.id() + " running";
    state.milestones.reached(StandInEvent.STARTED);
    if (state.models.isLazy() && state.options.lazyLoadMillis > 0) {
      int mine = life;
      state.loading = true;
      state.vertx.setTimer(state.options.lazyLoadMillis, loaded -> {
        state.loading = false;
        beginIfAlive(mine, task);
      });
    } else {
      begin(task);
    }
  }

  private synchronized void beginIfAlive(int mine, StandInTask task) {
    if (mine == life) {
      begin(task);
    }
  }

  private void begin(StandInTask task) {
    state.models.loadLazily();
    String early = state.models.errorBeforeStart();
    if (early != null) {
      fail(task, early, true);
      return;
    }
    task.runOn(state.models.ditOfResult(), state.models.lmOfResult());
    String error = state.models.errorOf(task.request());
    if (error != null) {
      fail(task, Fault.traceback(error), false);
      return;
    }
    Deque<JobStep> steps = JobStep.of(task.request());
    advance(task, steps, Math.max(1, state.options.jobMillis / (steps.size() + 1)));
  }

  private void advance(StandInTask task, Deque<JobStep> steps, long stepMillis) {
    int mine = life;
    state.vertx.setTimer(stepMillis, timer -> proceed(mine, task, steps, stepMillis));
  }

  private synchronized void proceed(int mine, StandInTask task, Deque<JobStep> steps, long stepMillis) {
    if (mine != life) {
      return;
    }
    JobStep step = steps.poll();
    if (step == null) {
      finish(task);
      return;
    }
    show(task, step.progress, step.stage);
    if (step == JobStep.GENERATING && task.has(Fault.Kind.FROZEN)) {
      task.become(State.FROZEN);
      release(task);
    } else if (step == JobStep.GENERATING && holding && permits == 0) {
      held = () -> advance(task, steps, stepMillis);
      state.milestones.reached(StandInEvent.HELD);
    } else {
      permits -= step == JobStep.GENERATING && holding ? 1 : 0;
      advance(task, steps, stepMillis);
    }
  }

  private void show(StandInTask task, double progress, String stage) {
    task.show(progress, stage);
    state.log = stage;
  }

  private void finish(StandInTask task) {
    if (task.has(Fault.Kind.FAILED)) {
      fail(task, task.fault().text(), false);
      return;
    }
    int mine = life;
    state.context.executeBlocking(() -> generation.make(task)).onComplete(made -> finish(mine, task, made));
  }

  private synchronized void finish(int mine, StandInTask task, AsyncResult<Generation.Made> made) {
    if (mine != life) {
      return;
    }
    if (made.failed()) {
      fail(task, Fault.traceback(made.cause().getMessage()), false);
      return;
    }
    task.succeed(made.result());
    state.log = "Job " + task.id() + " completed successfully";
    end(task);
  }

  private void fail(StandInTask task, String traceback, boolean beforeStart) {
    task.fail(traceback, beforeStart);
    state.log = "Job " + task.id() + " FAILED: " + traceback;
    end(task);
  }

  private void end(StandInTask task) {
    state.milestones.reached(StandInEvent.FINISHED);
    release(task);
  }

  private void release(StandInTask task) {
    running = running == task ? null : running;
    free();
  }

  /** From now on a job waits at "Generating music" for its permit. */
  synchronized void hold() {
    holding = true;
    permits = 0;
  }

  /** Lets everything held go on, and holds no more. */
  synchronized void unhold() {
    holding = false;
    resume();
  }

  /** Lets the held job end, or the next one that would be held. */
  synchronized void completeNext() {
    if (held == null) {
      permits++;
    }
    resume();
  }

  private void resume() {
    Runnable next = held;
    held = null;
    if (next != null) {
      state.context.runOnContext(go -> next.run());
    }
  }

  /** Shows another progress of the running job. */
  synchronized void showProgress(double progress, String stage) {
    if (running != null) {
      show(running, progress, stage);
    }
  }

  /** The process dies: the running job freezes, the waiting ones are forgotten; without diskcache all are. */
  synchronized void die() {
    life++;
    waiting.stream().filter(work -> work.task != null).forEach(work -> work.task.become(State.FORGOTTEN));
    waiting.clear();
    if (running != null) {
      running.become(State.FROZEN);
    }
    if (!state.options.diskcache) {
      state.tasks.forEach(task -> task.become(State.FORGOTTEN));
    }
    running = null;
    held = null;
    permits = 0;
    busy = false;
  }
}
