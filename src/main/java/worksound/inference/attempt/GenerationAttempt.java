package worksound.inference.attempt;

import static worksound.messages.Addresses.AUDIO_ACCEPT;
import static worksound.messages.Addresses.AUDIO_PREPARE;
import static worksound.messages.Addresses.GENERATION_FINISHED;
import static worksound.messages.Addresses.GENERATION_SUBMITTED;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import worksound.bus.Failure;
import worksound.inference.acestep.AcestepServer;
import worksound.inference.acestep.http.AnswerFields;
import worksound.inference.acestep.http.TaskState;
import worksound.inference.acestep.models.FallbackChain;
import worksound.inference.acestep.task.PollResult;
import worksound.inference.failure.AcestepException;
import worksound.inference.failure.GenerationCancelledException;
import worksound.inference.failure.Problem;
import worksound.messages.GenerationEvents.GenerationFinished;
import worksound.messages.GenerationEvents.GenerationSubmitted;
import worksound.messages.SegmentRequests.AcceptSegment;
import worksound.messages.SegmentRequests.PrepareSegment;
import worksound.messages.SegmentRequests.PreparedSegment;
import worksound.messages.Snapshot.Phase;

/**
 * One run through the steps that make a segment on one server: prepare, wait until idle, seed, submit, await, download, have it analyzed.
 */
public final class GenerationAttempt {

  private static final Logger LOG = LoggerFactory.getLogger(GenerationAttempt.class);

  private final GenerationContext context;
  private final AcestepServer server;
  private final FallbackChain.ParameterSet parameterSet;
  private final double longestOutageSeconds;
  private final BooleanSupplier replaceable;
  private final Supplier<String> prompt;
  private final Consumer<Progress> progress;
  private final Promise<GeneratedSegment> result = Promise.promise();
  private final double begunAt;
  private GenerationRequest request;
  private double preparedAt;
  private double seededAt;
  private String taskId;
  private Integer queuePosition;
  private double generationSeconds;
  private boolean accepting;

  /**
   * @param longestOutageSeconds longest time without an answer while models are loaded or the task runs
   * @param replaceable          whether another server stands ready
   * @param prompt               the prompt that is wanted at the moment the task is submitted
   * @param progress             called with how far it is
   */
  public GenerationAttempt(GenerationContext context, AcestepServer server, GenerationRequest request, double longestOutageSeconds,
                           BooleanSupplier replaceable, Supplier<String> prompt, Consumer<Progress> progress) {
    this.context = context;
    this.server = server;
    this.parameterSet = server.fallbacks().current();
    this.request = request;
    this.longestOutageSeconds = longestOutageSeconds;
    this.replaceable = replaceable;
    this.prompt = prompt;
    this.progress = progress;
    this.begunAt = now();
  }

  /** Makes the segment; any failure is an {@link AcestepException} or {@link GenerationCancelledException}. */
  public Future<GeneratedSegment> run() {
    // Within compose whatever the first step throws is a failure like any other.
    Future.succeededFuture().compose(v -> server.prepare(longestOutageSeconds, this::publishPhase))
      .compose(v -> unlessCancelled(() -> server.awaitIdle(replaceable.getAsBoolean(), this::publishWaiting)))
      .compose(v -> unlessCancelled(this::seed))
      .compose(files -> unlessCancelled(() -> submit(files)))
      .compose(answer -> unlessCancelled(() -> await(answer)))
      .compose(done -> unlessCancelled(() -> download(done)))
      .compose(v -> unlessCancelled(this::accept))
      .onComplete(result::tryComplete,
        e -> result.tryFail(e instanceof GenerationCancelledException ? e : AcestepException.of(e).withTaskId(taskId)));
    return result.future();
  }

  /** Ends it at once, with {@link GenerationCancelledException}, whatever is under way. */
  public void cancel() {
    result.tryFail(new GenerationCancelledException());
    server.cancel();
  }

  /** Whether ACE-Step has been asked for the segment, so that another prompt comes too late. */
  public boolean isSubmitted() {
    return seededAt > 0;
  }

  /** Whether it is being examined, after which it is playable at once. */
  public boolean isAccepting() {
    return accepting;
  }

  /** Whether ACE-Step has made the segment, so that it is fetched or examined. */
  public boolean isGenerated() {
    return generationSeconds > 0;
  }

  /** Seconds since the server stood ready. */
  public double seconds() {
    return now() - preparedAt;
  }

  /** The server and its parameters, which the time depends on. */
  public Object madeWith() {
    return List.of(server.name(), parameterSet);
  }

  /** What is made, with the prompt that it is made with. */
  public GenerationRequest request() {
    return request;
  }

  private <T> Future<T> unlessCancelled(Supplier<Future<T>> step) {
    return result.future().isComplete() ? Future.failedFuture(new GenerationCancelledException()) : step.get();
  }

  private void publishPhase(Phase phase, String stage) {
    progress.accept(new Progress(taskId, phase, stage, 0, now() - begunAt, null, null, null));
  }

  private void publishWaiting(String stage) {
    progress.accept(new Progress(null, Phase.of(Phase.Code.waiting), stage, 0, now() - begunAt, null, 1, true));
  }

  /** Has the seed built; a segment that continues nothing needs none, and what replaces nothing can do without one that is gone. */
  private Future<PreparedSegment> seed() {
    preparedAt = now();
    return prepareFiles(request.sourceIndex()).recover(e ->
      Failure.of(e) == Failure.SEGMENT_GONE && !request.replaces() ? withoutSeed(e) : Future.failedFuture(e));
  }

  private Future<PreparedSegment> prepareFiles(Integer source) {
    return AUDIO_PREPARE.ask(context.vertx(), new PrepareSegment(request.sessionId(), request.index(), source));
  }

  private Future<PreparedSegment> withoutSeed(Throwable sourceGone) {
    LOG.warn("session={} segment={} is made from the prompt alone: {}", request.sessionId(), request.index(), sourceGone.getMessage());
    request = request.withoutSource();
    return prepareFiles(null);
  }

  private Future<JsonObject> submit(PreparedSegment files) {
    seededAt = now();
    request = request.withPrompt(prompt.get());
    return server.submit(TaskParameters.of(parameterSet, request, context.shape()), files.seed() == null ? null : Path.of(files.seed()));
  }

  private Future<TaskState> await(JsonObject answer) {
    publishSubmitted(answer);
    return server.await(longestOutageSeconds, replaceable.getAsBoolean(), this::onPoll);
  }

  private void publishSubmitted(JsonObject answer) {
    AnswerFields fields = new AnswerFields("release_task", answer);
    taskId = fields.text("task_id");
    queuePosition = fields.whole("queue_position");
    GENERATION_SUBMITTED.publish(context.vertx(), new GenerationSubmitted(request.sessionId(), request.index(), request.attempt(), taskId,
      request.taskType(), request.sourceIndex(), request.prompt(), server.name(), parameterSet.model(), parameterSet.lmModel(),
      queuePosition, preparedAt - begunAt, seededAt - preparedAt, now() - seededAt, Instant.now()));
  }

  private void onPoll(PollResult found) {
    progress.accept(new Progress(taskId, Phase.of(found.phase()), found.stage(), found.progress(), now() - begunAt, found.eta(),
      found.queued() ? queuePosition : null, found.reachable()));
  }

  private Future<Void> download(TaskState done) {
    generationSeconds = server.runningSeconds();
    if (done.file().isEmpty()) {
      return Future.failedFuture(Problem.NO_FILE.because("ACE-Step finished the task but has no file; is the GPU host's disk full?"));
    }
    if (done.model() != null && !done.model().equals(parameterSet.model())) {
      return Future.failedFuture(Problem.WRONG_MODEL.because("ACE-Step used " + done.model() + " instead of " + parameterSet.model() + ".")
        .explained("wrong-model", Map.of("used", done.model(), "expected", parameterSet.model())));
    }
    double startedAt = now();
    progress.accept(new Progress(taskId, Phase.of(Phase.Code.fetching), "fetching the segment from ACE-Step", 1, startedAt - begunAt,
      null, null, true));
    // Asked again: the disk may have filled while the task ran, and somebody may have removed the folder.
    return prepareFiles(null).compose(files -> unlessCancelled(() -> server.download(done.file(), Path.of(files.part())))).map(bytes -> {
      GENERATION_FINISHED.publish(context.vertx(), new GenerationFinished(request.sessionId(), request.index(), request.attempt(), taskId,
        done.model() == null ? parameterSet.model() : done.model(), parameterSet.lmModel(), done.seed(), server.queueSeconds(),
        generationSeconds, now() - startedAt, bytes, realtimeFactor(), Instant.now()));
      return null;
    });
  }

  /** Seconds of new music per second of generation. */
  public double realtimeFactor() {
    return (request.continues() ? context.shape().strideSeconds() : context.shape().seconds()) / generationSeconds;
  }

  private Future<GeneratedSegment> accept() {
    accepting = true;
    return AUDIO_ACCEPT.ask(context.vertx(), new AcceptSegment(request.sessionId(), request.index(), request.sourceIndex(), request.prompt(),
        request.lastResort()))
      .map(segment -> new GeneratedSegment(segment, generationSeconds));
  }

  private double now() {
    return context.scheduler().seconds();
  }
}
