package worksound.engine.api;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import worksound.engine.style.Style;

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
  final TaskRequest request;
  final long seed;
  final long createdSeconds;
  private final double leastSeconds;
  private State state = State.QUEUED;
  private long startedNanos;
  private Path file;
  private Style style;
  private double seconds;
  private String error;

  /** Part of the sound that is rendered, written by the thread that renders. */
  private volatile double rendered;

  /** A job that takes at least {@code leastSeconds}. */
  Job(String id, TaskRequest request, long seed, long createdSeconds, double leastSeconds) {
    this.id = id;
    this.request = request;
    this.seed = seed;
    this.createdSeconds = createdSeconds;
    this.leastSeconds = leastSeconds;
  }

  State state() {
    return state;
  }

  boolean isDone() {
    return state.status != 0;
  }

  /** The generated file; null unless succeeded. */
  Path file() {
    return file;
  }

  void start(long nanos) {
    state = State.RUNNING;
    startedNanos = nanos;
  }

  void rendered(double part) {
    rendered = part;
  }

  void succeed(Path file, Style style, double seconds) {
    state = State.SUCCEEDED;
    this.file = file;
    this.style = style;
    this.seconds = seconds;
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
    JsonObject entry = new JsonObject().put("file", file == null ? "" : AudioFiles.url(file)).put("wave", "").put("status", state.status)
      .put("create_time", createdSeconds).put("env", "development");
    return switch (state) {
      case QUEUED -> entry.put("prompt", "").put("lyrics", "").put("metas", new JsonObject()).put("progress", 0.0).put("stage", "queued")
        .putNull("error");
      case RUNNING -> progress(entry, nanos);
      case SUCCEEDED -> success(entry);
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

  private JsonObject success(JsonObject entry) {
    JsonObject metas = new JsonObject().put("bpm", (int) Math.round(style.bpm())).put("duration", seconds).put("genres", "N/A")
      .put("keyscale", style.key()).put("timesignature", "4").put("prompt", request.prompt()).put("lyrics", request.lyrics());
    return entry.put("prompt", request.prompt()).put("lyrics", request.lyrics()).put("metas", metas)
      .put("generation_info", "**worksound built-in synthesizer, not ACE-Step**").put("seed_value", Long.toString(seed))
      .put("lm_model", Models.LM).put("dit_model", Models.SYNTH).put("progress", 1.0).put("stage", "succeeded");
  }
}
