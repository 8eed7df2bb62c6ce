package worksound.engine.api;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import worksound.config.AcestepConfig;
import worksound.engine.render.RenderTask;

/** One task on its way through the queue. All but the progress belongs to the engine's event loop. */
final class Job {

  /** How far a job is, numbered as {@code /query_result} does. */
  enum State {
    QUEUED(0), RUNNING(0), SUCCEEDED(1), FAILED(2);

    final int status;

    State(int status) {
      this.status = status;
    }
  }

  final String id;
  final RenderTask task;
  private final double leastSeconds;
  private State state = State.QUEUED;
  private long startedNanos;
  private Path file;
  private String error;

  /** Part of the sound that is rendered, written by the thread that renders. */
  private volatile double rendered;

  /** A job that takes at least {@code leastSeconds}. */
  Job(String id, RenderTask task, double leastSeconds) {
    this.id = id;
    this.task = task;
    this.leastSeconds = leastSeconds;
  }

  State state() {
    return state;
  }

  void start(long nanos) {
    state = State.RUNNING;
    startedNanos = nanos;
  }

  void rendered(double part) {
    rendered = part;
  }

  void succeed(Path file) {
    state = State.SUCCEEDED;
    this.file = file;
  }

  void fail(String error) {
    state = State.FAILED;
    this.error = error;
  }

  double elapsedSeconds(long nanos) {
    return (nanos - startedNanos) / 1e9;
  }

  /** The one entry of this job's {@code result} list. */
  JsonObject report(long nanos) {
    JsonObject entry = new JsonObject().put("file", file == null ? "" : AudioFiles.url(file)).put("status", state.status);
    return switch (state) {
      case QUEUED -> entry.put("progress", 0.0).put("stage", "queued");
      case RUNNING -> progress(entry, nanos);
      case SUCCEEDED -> entry.put("progress", 1.0).put("stage", "succeeded").put("prompt", task.direction().prompt())
        .put("seed_value", Long.toString(task.direction().seed())).put("dit_model", AcestepConfig.BUILTIN_MODEL)
        .put("lm_model", AcestepConfig.BUILTIN_LM_MODEL);
      case FAILED -> entry.put("progress", 0.0).put("stage", "failed").put("error", error);
    };
  }

  /** The stages of ACE-Step without a language model. The part rendered is the real one, slowed when the job is. */
  private JsonObject progress(JsonObject entry, long nanos) {
    double part = leastSeconds > 0 ? Math.min(rendered, elapsedSeconds(nanos) / leastSeconds) : rendered;
    if (part <= 0) {
      return entry.put("progress", 0.51).put("stage", "Preparing inputs...");
    }
    if (part < 0.9) {
      double progress = Math.round(100 * (0.52 + 0.27 * part / 0.9)) / 100.0;
      return entry.put("progress", progress).put("stage", "Generating music (batch size: 1)...");
    }
    boolean decoding = part < 1;
    return entry.put("progress", decoding ? 0.8 : 0.99).put("stage", decoding ? "Decoding audio..." : "Preparing audio data...");
  }
}
