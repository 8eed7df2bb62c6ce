package worksound.inference.acestep;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import worksound.config.AcestepConfig;
import worksound.config.AcestepHost;
import worksound.inference.acestep.http.AcestepClient;
import worksound.inference.acestep.http.AnswerFields;
import worksound.inference.acestep.http.TaskState;
import worksound.inference.acestep.models.CompatibilityProbe;
import worksound.inference.acestep.models.FallbackChain;
import worksound.inference.acestep.models.Inventory;
import worksound.inference.acestep.models.ModelLoader;
import worksound.inference.acestep.task.Durations;
import worksound.inference.acestep.task.OrphanedTask;
import worksound.inference.acestep.task.PollResult;
import worksound.inference.acestep.task.SpeedCheck;
import worksound.inference.acestep.task.TaskLimits;
import worksound.inference.acestep.task.TaskWatch;
import worksound.inference.failure.AcestepException;
import worksound.inference.failure.GenerationCancelledException;
import worksound.inference.failure.Limit;
import worksound.inference.failure.Problem;
import worksound.messages.Snapshot.Phase;
import worksound.time.Scheduler;

/**
 * One ACE-Step server as the generation loop sees it: prepare, wait until it is idle, submit a task, await it, download its WAV. It
 * knows what is loaded there, which parameters it can cope with, how long its tasks take, and whether one of ours may still run. One
 * thing is under way at a time, and {@link #cancel} ends it at once.
 */
public final class AcestepServer {

  /** A queue may hold the work of others: it is waited in for so many times as long as one task may take. */
  private static final int QUEUED_TASKS = 6;
  /** Longest wait for other work there while another server stands ready. */
  private static final Limit BUSY_BEFORE_MOVING = new Limit(10, "another server stands ready");
  /** How long a task is taken to run of which nothing is known, and at least, in seconds; the latter is more than {@link #BUSY_BEFORE_MOVING}. */
  private static final double UNKNOWN_TASK = 60;
  private static final double SHORTEST_TASK = 15;

  private final Scheduler scheduler;
  private final String name;
  private final boolean builtin;
  private final AcestepConfig config;
  private final AcestepClient client;
  private final ModelLoader modelLoader;
  private final OrphanedTask orphanedTask;
  private final Durations durations = new Durations();
  private final FallbackChain fallbacks;
  private final SpeedCheck speed;
  private TaskWatch watch;
  private boolean submitting;
  private String taskId;

  public AcestepServer(Vertx vertx, Scheduler scheduler, AcestepHost host) {
    this.scheduler = scheduler;
    this.name = host.name();
    this.builtin = host.isBuiltin();
    this.config = host.config();
    this.client = new AcestepClient(vertx, scheduler, config, host.apiKey());
    this.modelLoader = new ModelLoader(name, client, scheduler, durations);
    this.orphanedTask = new OrphanedTask(scheduler, client::stats, client::query);
    this.fallbacks = new FallbackChain(config.params(), config.fallback());
    this.speed = new SpeedCheck(config.fallbackSlowSegments());
  }

  /** Scheme, host and port, or builtin. */
  public String name() {
    return name;
  }

  /** Whether it works on the listener's own processor. */
  public boolean isBuiltin() {
    return builtin;
  }

  /** Asks, without changing anything there, which models there are. */
  public Future<Inventory> inventory() {
    CompatibilityProbe compatibilityProbe = new CompatibilityProbe(client);
    return compatibilityProbe.health().compose(health -> client.stats()).compose(stats -> compatibilityProbe.inventory());
  }

  public FallbackChain fallbacks() {
    return fallbacks;
  }

  public Durations durations() {
    return durations;
  }

  /** Back to the first choice of models; what was learned of its speed counts no more. */
  void reset() {
    if (fallbacks.reset()) {
      durations.clear();
    }
    speed.reset();
  }

  /** Other parameters from here on, which take another time. */
  public void fallBack() {
    fallbacks.next();
    durations.clear();
  }

  /** Counts another segment; true when the last ones took too long to make, and there are parameters that are faster. */
  public boolean recordSpeed(double realtimeFactor) {
    return speed.record(realtimeFactor) && fallbacks.hasNext(Problem.TOO_SLOW);
  }

  /** A task of an earlier process may still run. */
  void suspectLeftover() {
    orphanedTask.suspect(null);
  }

  /** Whether it can take a task at once: for one that has failed before and that another can stand in for. */
  Future<Void> probe(double outage) {
    return modelLoader.probe(fallbacks.current(), outage);
  }

  /**
   * Has the models of the current parameters loaded.
   *
   * @param outage  longest time without an answer, in seconds
   * @param onPhase called with what is going on, also in words
   */
  public Future<Void> prepare(double outage, BiConsumer<Phase, String> onPhase) {
    return modelLoader.prepare(fallbacks.current(), outage, onPhase);
  }

  /**
   * Completes when no task of ours can be running there; one of unknown id is waited for as long as a task is expected to take.
   *
   * @param replaceable whether another server stands ready, so that the wait is short
   * @param waiting     called again and again with what is waited for
   */
  public Future<Void> awaitIdle(boolean replaceable, Consumer<String> waiting) {
    Limit longest = replaceable ? BUSY_BEFORE_MOVING : new Limit(config.taskTimeoutSeconds(), "acestep.task_timeout_seconds");
    double expected = durations.expected() == null ? UNKNOWN_TASK : Math.max(SHORTEST_TASK, durations.expected());
    return orphanedTask.isSuspected() ? orphanedTask.awaitGone(longest, expected, () -> waiting.accept(orphanedTask.words()))
      : Future.succeededFuture();
  }

  /**
   * Submits a task.
   *
   * @param seed null for a segment that continues nothing
   * @return ACE-Step's answer, with {@code task_id}
   */
  public Future<JsonObject> submit(Map<String, Object> params, Path seed) {
    submitting = true;
    taskId = null;
    return client.submit(params, seed).map(answer -> {
      String id = new AnswerFields("release_task", answer).text("task_id");
      if (id == null) {
        throw Problem.SERVER_ERROR.because("release_task: ACE-Step's answer has no task_id");
      }
      // Cancelled meanwhile, it is a leftover.
      taskId = submitting ? id : null;
      return answer;
    }).onSuccess(answer -> submitting = false).onFailure(e -> {
      if (submitting) {
        submitting = false;
        suspectUnlessRefused(AcestepException.of(e).problem());
      }
    });
  }

  /** A submission that was not refused in so many words may have been taken all the same. */
  private void suspectUnlessRefused(Problem problem) {
    if (problem == Problem.UNREACHABLE || problem == Problem.SERVER_ERROR) {
      orphanedTask.suspect(null);
    }
  }

  /**
   * Follows the submitted task to its end.
   *
   * @param outage      longest time without an answer, in seconds
   * @param replaceable whether another server stands ready, so that it waits in a queue for a short time only
   * @param seen        called with what each poll finds
   */
  public Future<TaskState> await(double outage, boolean replaceable, Consumer<PollResult> seen) {
    String id = taskId;
    Limit queue = replaceable ? BUSY_BEFORE_MOVING
      : new Limit(QUEUED_TASKS * config.taskTimeoutSeconds(), QUEUED_TASKS + " times acestep.task_timeout_seconds");
    watch = new TaskWatch(scheduler, new TaskWatch.Server(() -> client.query(id), () -> client.stats().map(OrphanedTask::isIdle)),
      new TaskLimits(config.taskTimeoutSeconds(), config.taskStallSeconds(), outage, queue), durations.expected(), seen);
    return watch.untilDone().onSuccess(done -> {
      taskId = null;
      durations.add(watch.runningSeconds());
    }).onFailure(e -> {
      // A question that is still open would break the connections of what is asked next, as soon as its time is over.
      client.cancel();
      if (!(e instanceof GenerationCancelledException) && !AcestepException.of(e).problem().endsTask()) {
        orphanedTask.suspect(id);
      }
      taskId = null;
    });
  }

  /** Seconds that the last task waited for others. */
  public double queueSeconds() {
    return watch.queueSeconds();
  }

  /** Seconds since the last task began to run. */
  public double runningSeconds() {
    return watch.runningSeconds();
  }

  /** Streams a finished task's WAV to disk and returns its bytes. */
  public Future<Long> download(String file, Path to) {
    return client.download(file, to);
  }

  /** Ends what is under way. ACE-Step cannot cancel a task: one that may run is waited for before the next. */
  public void cancel() {
    if (submitting || taskId != null) {
      orphanedTask.abandon(taskId);
      taskId = null;
      submitting = false;
    }
    if (watch != null) {
      watch.cancel();
    }
    orphanedTask.cancel();
    client.cancel();
  }

  Future<?> close() {
    return client.close();
  }
}
