package worksound.inference;

import static worksound.messages.Addresses.AUDIO_ACCEPT;
import static worksound.messages.Addresses.AUDIO_SEED;
import static worksound.messages.Addresses.GENERATION_FINISHED;
import static worksound.messages.Addresses.GENERATION_PROGRESSED;
import static worksound.messages.Addresses.GENERATION_SUBMITTED;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import worksound.config.AcestepConfig;
import worksound.config.SegmentConfig;
import worksound.messages.AcceptSegment;
import worksound.messages.BuildSeed;
import worksound.messages.GenerationFinished;
import worksound.messages.GenerationProgressed;
import worksound.messages.GenerationSubmitted;
import worksound.messages.Segment;
import worksound.messages.SegmentFiles;

/** Makes one segment: prepare, seed, submit, wait, download, have it examined. Tells each step as an event. */
final class SegmentMaker {

  private static final long IDLE_POLL_MILLIS = 1_000;

  private final Vertx vertx;
  private final AcestepClient client;
  private final AcestepConfig config;
  private final SegmentConfig shape;
  private final SegmentFiles files;
  private final Preparation preparation;
  private final Durations durations = new Durations();
  private boolean taskMayBeRunning;

  /** What was made, and in how many seconds ACE-Step made it. */
  record Made(Segment segment, double generationSeconds) {
  }

  SegmentMaker(Vertx vertx, AcestepClient client, AcestepConfig config, SegmentConfig shape, SegmentFiles files) {
    this.vertx = vertx;
    this.client = client;
    this.config = config;
    this.shape = shape;
    this.files = files;
    this.preparation = new Preparation(client);
  }

  /** Other models were chosen, or the server failed: nothing that was learned holds any more. */
  void forget() {
    preparation.forget();
    durations.clear();
  }

  /**
   * Makes the segment.
   *
   * @param wanted false as soon as nobody waits for it any more; the task is then waited for, since it cannot be cancelled, and
   *               what it made is left alone
   * @return the accepted segment; any failure is an {@link AcestepException} or {@link Abandoned}
   */
  Future<Made> make(Order order, FallbackLadder.Rung rung, BooleanSupplier wanted) {
    Attempt attempt = new Attempt(order, rung, wanted);
    return preparation.prepare(rung, stage -> attempt.tell(stage, 0, null), durations)
      .compose(v -> attempt.ifWanted(() -> taskMayBeRunning ? attempt.untilIdle() : Future.succeededFuture()))
      .compose(v -> attempt.ifWanted(attempt::seed))
      .compose(seed -> attempt.ifWanted(() -> attempt.submit(seed.file())))
      .compose(attempt::watch)
      .compose(state -> attempt.ifWanted(() -> attempt.download(state)))
      .compose(v -> attempt.ifWanted(attempt::accept));
  }

  /** The segment is not wanted any more. */
  static final class Abandoned extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Abandoned() {
      super("abandoned", null, false, false);
    }
  }

  /** The seed's file, null for the first segment. */
  private record SeedFile(Path file) {
  }

  /** One run through the steps, with what it learns on the way. */
  private final class Attempt {

    private final Order order;
    private final FallbackLadder.Rung rung;
    private final BooleanSupplier wanted;
    private final long begun = System.nanoTime();
    private String taskId;
    private double generationSeconds;

    Attempt(Order order, FallbackLadder.Rung rung, BooleanSupplier wanted) {
      this.order = order;
      this.rung = rung;
      this.wanted = wanted;
    }

    <T> Future<T> ifWanted(Supplier<Future<T>> step) {
      return wanted.getAsBoolean() ? step.get() : Future.failedFuture(new Abandoned());
    }

    void tell(String stage, double progress, Double eta) {
      if (wanted.getAsBoolean()) {
        GENERATION_PROGRESSED.publish(vertx, new GenerationProgressed(order.sessionId(), order.index(), order.attempt(), taskId,
          stage, progress, seconds(begun), eta, Instant.now()));
      }
    }

    /** A task that was lost from sight may still be running; the next one waits until the server is idle. */
    Future<Void> untilIdle() {
      Promise<Void> idle = Promise.promise();
      tell("waiting for the GPU to finish earlier work", 0, null);
      checkIdle(idle);
      return idle.future().onSuccess(v -> taskMayBeRunning = false);
    }

    private void checkIdle(Promise<Void> idle) {
      client.stats().onComplete(stats -> {
        if (TaskWatch.isIdle(stats) || seconds(begun) > config.taskTimeoutSeconds() || !wanted.getAsBoolean()) {
          idle.complete();
        } else {
          vertx.setTimer(IDLE_POLL_MILLIS, timer -> checkIdle(idle));
        }
      }, idle::fail);
    }

    Future<SeedFile> seed() {
      return order.isFirst() ? Future.succeededFuture(new SeedFile(null))
        : AUDIO_SEED.ask(vertx, new BuildSeed(order.sessionId(), order.index()))
          .map(seed -> new SeedFile(files.seed(order.sessionId(), order.index())));
    }

    Future<String> submit(Path seed) {
      Map<String, Object> params = TaskParameters.of(rung, order, shape);
      return client.submit(params, seed)
        .onFailure(e -> taskMayBeRunning = AcestepException.of(e).problem() == Problem.UNREACHABLE)
        .map(this::submitted);
    }

    private String submitted(JsonObject answer) {
      taskId = answer.getString("task_id");
      if (taskId == null) {
        throw Problem.SERVER_ERROR.because("release_task: ACE-Step's answer has no task_id");
      }
      GENERATION_SUBMITTED.publish(vertx, new GenerationSubmitted(order.sessionId(), order.index(), order.attempt(), taskId,
        order.taskType(), order.sourceIndex(), order.prompt(), rung.model(), rung.lmModel(), Instant.now()));
      return taskId;
    }

    Future<TaskState> watch(String task) {
      Double expected = durations.expected();
      TaskWatch watch = new TaskWatch(vertx, client, config, task, expected,
        (state, elapsed) -> tell(state.stage(), state.progress(), expected == null ? null : Math.max(0, expected - elapsed)));
      return watch.untilDone().onComplete(done -> {
        generationSeconds = watch.elapsed();
        if (done.succeeded()) {
          durations.add(generationSeconds);
        } else {
          taskMayBeRunning = mayStillRun(AcestepException.of(done.cause()).problem());
        }
      });
    }

    private boolean mayStillRun(Problem problem) {
      return problem == Problem.UNREACHABLE || problem == Problem.TASK_STALLED || problem == Problem.TASK_TIMEOUT;
    }

    Future<Void> download(TaskState done) {
      if (done.file().isEmpty()) {
        return Future.failedFuture(Problem.NO_FILE.because("ACE-Step finished the task but has no file; is the GPU host's disk full?"));
      }
      if (done.model() != null && !done.model().equals(rung.model())) {
        return Future.failedFuture(Problem.WRONG_MODEL.because("ACE-Step used " + done.model() + " instead of " + rung.model() + "."));
      }
      long started = System.nanoTime();
      tell("fetching the segment from ACE-Step", 1, null);
      return client.download(done.file(), files.part(order.sessionId(), order.index())).map(bytes -> {
        double newSeconds = order.isFirst() ? shape.seconds() : shape.strideSeconds();
        GENERATION_FINISHED.publish(vertx, new GenerationFinished(order.sessionId(), order.index(), order.attempt(), taskId,
          done.model() == null ? rung.model() : done.model(), rung.lmModel(), done.seed(), generationSeconds, seconds(started),
          bytes, newSeconds / generationSeconds, Instant.now()));
        return null;
      });
    }

    Future<Made> accept() {
      return AUDIO_ACCEPT.ask(vertx, new AcceptSegment(order.sessionId(), order.index(), order.sourceIndex(), order.prompt()))
        .map(segment -> new Made(segment, generationSeconds));
    }
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
