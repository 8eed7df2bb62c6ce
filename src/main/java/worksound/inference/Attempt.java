package worksound.inference;

import static worksound.messages.Addresses.AUDIO_ACCEPT;
import static worksound.messages.Addresses.AUDIO_SEED;
import static worksound.messages.Addresses.GENERATION_FINISHED;
import static worksound.messages.Addresses.GENERATION_SUBMITTED;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import worksound.messages.AcceptSegment;
import worksound.messages.BuildSeed;
import worksound.messages.GenerationFinished;
import worksound.messages.GenerationSubmitted;

/** One run through the steps that make a segment, with what it learns on the way. */
final class Attempt {

  /** How long an unreachable server is waited for while nothing has been heard yet, in seconds. */
  private static final double FIRST_OUTAGE = 30;
  /** And at most once there is music; after that the task is given up, and the server is waited for without it. */
  private static final double LATER_OUTAGE = 120;

  private final SegmentMaker maker;
  private final Order order;
  private final FallbackLadder.Rung rung;
  private final Consumer<Progress> progress;
  private final double begunAt;
  private double preparedAt;
  private double seededAt;
  private double submittedAt;
  private Path seed;
  private String taskId;
  private Integer queuePosition;
  private TaskWatch watch;
  private double generationSeconds;

  Attempt(SegmentMaker maker, Order order, FallbackLadder.Rung rung, Consumer<Progress> progress) {
    this.maker = maker;
    this.order = order;
    this.rung = rung;
    this.progress = progress;
    this.begunAt = now();
  }

  /** ACE-Step's id of the task, null before it is submitted. */
  String taskId() {
    return taskId;
  }

  /** Tells a stage of our own. */
  void tell(String stage) {
    progress.accept(new Progress(taskId, stage, 0, now() - begunAt, null, null, null));
  }

  Future<Void> untilLeftoverIsGone(BooleanSupplier wanted) {
    return maker.leftover.untilGone(wanted, () ->
      progress.accept(new Progress(null, "waiting for ACE-Step to finish earlier work", 0, now() - begunAt, null, 1, true)));
  }

  /** Has the seed built; the first segment needs none. */
  Future<Void> seed() {
    preparedAt = now();
    if (order.isFirst()) {
      return Future.succeededFuture();
    }
    return AUDIO_SEED.ask(maker.vertx, new BuildSeed(order.sessionId(), order.index())).map(built -> {
      seed = maker.files.seed(order.sessionId(), order.index());
      return null;
    });
  }

  Future<Void> submit() {
    seededAt = now();
    return maker.client.submit(TaskParameters.of(rung, order, maker.shape), seed)
      .map(this::submitted)
      .onFailure(e -> suspectUnlessRefused(AcestepException.of(e).problem()));
  }

  /** A submission that was not refused in so many words may have been taken all the same. */
  private void suspectUnlessRefused(Problem problem) {
    if (problem == Problem.UNREACHABLE || problem == Problem.SERVER_ERROR) {
      maker.leftover.suspect(null);
    }
  }

  private Void submitted(JsonObject answer) {
    submittedAt = now();
    Fields told = new Fields("release_task", answer);
    taskId = told.text("task_id");
    if (taskId == null) {
      throw Problem.SERVER_ERROR.because("release_task: ACE-Step's answer has no task_id");
    }
    queuePosition = told.whole("queue_position");
    GENERATION_SUBMITTED.publish(maker.vertx, new GenerationSubmitted(order.sessionId(), order.index(), order.attempt(), taskId,
      order.taskType(), order.sourceIndex(), order.prompt(), rung.model(), rung.lmModel(), queuePosition, preparedAt - begunAt,
      seededAt - preparedAt, submittedAt - seededAt, Instant.now()));
    return null;
  }

  /** Follows the task to its end, whoever still wants it. */
  Future<TaskState> watch(BooleanSupplier wanted) {
    double outage = order.isFirst() ? FIRST_OUTAGE : Math.min(LATER_OUTAGE, maker.config.giveUpSeconds());
    watch = new TaskWatch(maker.time,
      new TaskWatch.Server(() -> maker.client.query(taskId), () -> maker.client.stats().map(Leftover::isIdle)),
      new TaskWatch.Limits(maker.config.taskTimeoutSeconds(), maker.config.taskStallSeconds(), outage),
      maker.durations.expected(), wanted, this::seen);
    return watch.untilDone().onSuccess(done -> {
      generationSeconds = watch.runningSeconds();
      maker.durations.add(generationSeconds);
    }).onFailure(e -> {
      if (!AcestepException.of(e).problem().endsTask()) {
        maker.leftover.suspect(taskId);
      }
    });
  }

  private void seen(TaskWatch.Sight sight) {
    progress.accept(new Progress(taskId, sight.stage(), sight.progress(), now() - begunAt, sight.eta(),
      sight.queued() ? queuePosition : null, sight.reachable()));
  }

  Future<Void> download(TaskState done) {
    if (done.file().isEmpty()) {
      return Future.failedFuture(Problem.NO_FILE.because("ACE-Step finished the task but has no file; is the GPU host's disk full?"));
    }
    if (done.model() != null && !done.model().equals(rung.model())) {
      return Future.failedFuture(Problem.WRONG_MODEL.because("ACE-Step used " + done.model() + " instead of " + rung.model() + "."));
    }
    double startedAt = now();
    progress.accept(new Progress(taskId, "fetching the segment from ACE-Step", 1, now() - begunAt, null, null, true));
    return maker.room.check().compose(v -> maker.client.download(done.file(), maker.files.part(order.sessionId(), order.index()))).map(bytes -> {
      GENERATION_FINISHED.publish(maker.vertx, new GenerationFinished(order.sessionId(), order.index(), order.attempt(), taskId,
        done.model() == null ? rung.model() : done.model(), rung.lmModel(), done.seed(), watch.queueSeconds(), generationSeconds,
        now() - startedAt, bytes, realtimeFactor(), Instant.now()));
      return null;
    });
  }

  private double realtimeFactor() {
    return (order.isFirst() ? maker.shape.seconds() : maker.shape.strideSeconds()) / generationSeconds;
  }

  Future<SegmentMaker.Made> accept() {
    return AUDIO_ACCEPT.ask(maker.vertx, new AcceptSegment(order.sessionId(), order.index(), order.sourceIndex(), order.prompt(),
        order.lastResort()))
      .map(segment -> new SegmentMaker.Made(segment, generationSeconds, realtimeFactor()));
  }

  private double now() {
    return maker.time.seconds();
  }
}
