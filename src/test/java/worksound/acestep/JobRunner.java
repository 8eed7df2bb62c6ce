package worksound.acestep;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import worksound.acestep.StandInTask.State;

/** The single worker: jobs and initialisations, one at a time, first come first served. All on the stand-in's context. */
final class JobRunner {

  private static final Step HOLD_POINT = new Step(0.52, "Generating music (batch size: 1)...");
  private static final List<Step> LM_STEPS = List.of(new Step(0.1, "Phase 1: Generating CoT metadata (once for all items)..."),
    new Step(0.5, "Phase 2: Generating audio codes for 1 items..."));
  private static final List<Step> DIT_STEPS = List.of(new Step(0.51, "Preparing inputs..."), HOLD_POINT,
    new Step(0.79, HOLD_POINT.stage), new Step(0.8, "Decoding audio..."), new Step(0.99, "Preparing audio data..."));

  private final StandInState state;
  private final Generation generation;
  private final Deque<Work> waiting = new ArrayDeque<>();
  private StandInTask running;
  private boolean busy;
  private int life;
  private boolean holding;
  private int permits;
  private Runnable held;

  private record Step(double progress, String stage) {
  }

  /** @param task null for an initialisation */
  private record Work(StandInTask task, Runnable run) {
  }

  JobRunner(StandInState state) {
    this.state = state;
    this.generation = new Generation(state.options, state.store, state.violations);
  }

  /** Jobs that wait, without the one that runs. */
  int queueSize() {
    return (int) waiting.stream().filter(work -> work.task != null).count();
  }

  /** @return the position in the queue, 1 also for a job that starts at once */
  int enqueue(StandInTask task) {
    waiting.add(new Work(task, () -> start(task)));
    int position = queueSize();
    next();
    return position;
  }

  /** Completes when the worker is free for an initialisation; {@link #free()} must follow. */
  Future<Void> turn() {
    Promise<Void> turn = Promise.promise();
    waiting.add(new Work(null, turn::complete));
    next();
    return turn.future();
  }

  void free() {
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
    Deque<Step> steps = new ArrayDeque<>(DIT_STEPS);
    if (task.request().thinking() && !task.request().isRepaint()) {
      LM_STEPS.stream().sorted((a, b) -> Double.compare(b.progress, a.progress)).forEach(steps::addFirst);
    }
    advance(task, steps, Math.max(1, state.options.jobMillis / (steps.size() + 1)));
  }

  private void advance(StandInTask task, Deque<Step> steps, long stepMillis) {
    int mine = life;
    state.vertx.setTimer(stepMillis, timer -> {
      if (mine != life) {
        return;
      }
      Step step = steps.poll();
      if (step == null) {
        finish(task);
        return;
      }
      show(task, step);
      if (step == HOLD_POINT && task.has(Fault.Kind.FROZEN)) {
        task.become(State.FROZEN);
        release(task);
      } else if (step == HOLD_POINT && holding && permits == 0) {
        held = () -> advance(task, steps, stepMillis);
        state.milestones.reached(StandInEvent.HELD);
      } else {
        permits -= step == HOLD_POINT && holding ? 1 : 0;
        advance(task, steps, stepMillis);
      }
    });
  }

  private void show(StandInTask task, Step step) {
    task.show(step.progress, step.stage);
    state.log = step.stage;
  }

  private void finish(StandInTask task) {
    if (task.has(Fault.Kind.FAILED)) {
      fail(task, task.fault().text(), false);
      return;
    }
    int mine = life;
    state.context.executeBlocking(() -> generation.make(task)).onComplete(made -> {
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
    });
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
  void hold() {
    holding = true;
    permits = 0;
  }

  /** Lets everything held go on, and holds no more. */
  void unhold() {
    holding = false;
    resume();
  }

  /** Lets the held job end, or the next one that would be held. */
  void completeNext() {
    if (held == null) {
      permits++;
    }
    resume();
  }

  private void resume() {
    Runnable next = held;
    held = null;
    if (next != null) {
      next.run();
    }
  }

  /** Shows another progress of the running job. */
  void showProgress(double progress, String stage) {
    if (running != null) {
      show(running, new Step(progress, stage));
    }
  }

  /** The process dies: the running job freezes, the waiting ones are forgotten; without diskcache all are. */
  void die() {
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
