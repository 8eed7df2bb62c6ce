package worksound.day;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A small ACE-Step on fast time that remembers only its last tasks: what a day needs of the real one's interface, and every way it
 * is known to fail. It knows one rule: a task comes only when the one before it has ended, or has run for long and the server cannot
 * know which it is.
 */
final class GpuHost {

  private static final String MODEL = "acestep-v15-sft";
  private static final int REMEMBERED = 24;
  /** Seconds that a task of unknown id is waited for, at least. */
  private static final double LONG = 15;

  private final FastTime time;
  private final Troubles troubles;
  private final Invariants invariants;
  private final Trace trace;
  private final Deque<Job> jobs = new ArrayDeque<>();
  private int submitted;
  private boolean loaded;
  private boolean down;
  private int port;

  /** One task. */
  static final class Job {

    final String id;
    final Long context;
    final Troubles.OfJob trouble;
    final double endsAt;
    final double startedAt;
    final byte[] output;
    final long print;
    boolean lost;
    /** Whether the server that runs now has asked for it by its id. */
    boolean known;

    private Job(int number, byte[] seed, Troubles.OfJob trouble, double now) {
      this.id = "task-" + number;
      this.context = seed == null ? null : Music.headOf(seed);
      this.trouble = trouble;
      this.startedAt = now;
      this.endsAt = now + trouble.seconds();
      this.output = Music.segment(number, seed, trouble.flaw());
      this.print = Music.printOf(output);
    }
  }

  GpuHost(FastTime time, Troubles troubles, Invariants invariants, Trace trace) {
    this.time = time;
    this.trace = trace;
    this.troubles = troubles;
    this.invariants = invariants;
  }

  Future<Void> open(Vertx vertx) {
    return vertx.createHttpServer().requestHandler(this::handle).listen(0, "127.0.0.1")
      .onSuccess(server -> port = server.actualPort()).mapEmpty();
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Tasks so far. */
  int submitted() {
    return submitted;
  }

  /** The host is switched off: what ran is lost, what was finished is forgotten. */
  void stop() {
    down = true;
    jobs.forEach(job -> job.lost = true);
  }

  void restart() {
    down = false;
    loaded = false;
  }

  /** The next server knows no task by its id. */
  void serverEnded() {
    jobs.forEach(job -> job.known = false);
  }

  /** A task it remembers, null when there is none. */
  Job job(String id) {
    return jobs.stream().filter(job -> job.id.equals(id)).findFirst().orElse(null);
  }

  /** The task that made a WAV, null when it is forgotten or there was none. @param print see {@link Music#printOf} */
  Job madeBy(long print) {
    return jobs.stream().filter(job -> job.print == print).findFirst().orElse(null);
  }

  private boolean isAlive(Job job) {
    return !job.lost && time.seconds() < job.endsAt;
  }

  private long alive() {
    return jobs.stream().filter(this::isAlive).count();
  }

  private void handle(HttpServerRequest request) {
    trace.add(request.method() + " " + request.path());
    if (down) {
      request.connection().close();
      return;
    }
    switch (request.path()) {
      case "/health" -> data(request, health());
      case "/v1/stats" -> data(request, new JsonObject().put("jobs", new JsonObject().put("running", alive()).put("queued", 0)).put("queue_size", 0));
      case "/v1/model_inventory" -> data(request, new JsonObject().put("models", JsonArray.of(new JsonObject().put("name", MODEL))));
      case "/v1/models" -> data(request, new JsonObject().put("models", JsonArray.of(new JsonObject().put("name", MODEL))));
      case "/v1/init" -> {
        loaded = true;
        data(request, health());
      }
      case "/release_task" -> submission(request);
      case "/query_result" -> request.body().onSuccess(body -> query(request, body.toJsonObject()));
      case "/v1/audio" -> audio(request);
      default -> request.response().setStatusCode(404).end();
    }
  }

  private JsonObject health() {
    return new JsonObject().put("models_initialized", loaded).put("llm_initialized", false).put("loaded_model", loaded ? MODEL : null);
  }

  private static void data(HttpServerRequest request, Object data) {
    request.response().putHeader("Content-Type", "application/json")
      .end(new JsonObject().put("data", data).put("code", 200).putNull("error").encode());
  }

  private void submission(HttpServerRequest request) {
    if (String.valueOf(request.getHeader("Content-Type")).startsWith("multipart/")) {
      Buffer seed = Buffer.buffer();
      request.setExpectMultipart(true).uploadHandler(upload -> upload.handler(seed::appendBuffer))
        .endHandler(v -> submitted(request, request.getFormAttribute("task_type"), seed.getBytes()));
    } else {
      request.body().onSuccess(body -> submitted(request, body.toJsonObject().getString("task_type"), null));
    }
  }

  private void submitted(HttpServerRequest request, String type, byte[] seed) {
    Troubles.OfJob trouble = troubles.ofJob();
    if (trouble.refusal() == Troubles.Refusal.BUSY) {
      request.response().setStatusCode(429).end(new JsonObject().put("detail", "Server busy: queue is full").encode());
    } else if (trouble.refusal() == Troubles.Refusal.CRASH) {
      request.response().setStatusCode(500).putHeader("Content-Type", "text/plain").end("Internal Server Error");
    } else if (trouble.refusal() == Troubles.Refusal.UNREACHABLE) {
      request.connection().close();
    } else {
      invariants.require(jobs.stream().filter(this::isAlive).noneMatch(job -> job.known || time.seconds() - job.startedAt < LONG),
        "a task of type " + type + " is sent while another one is alive");
      invariants.require("repaint".equals(type) == (seed != null), "a task of type " + type + (seed == null ? " without" : " with") + " a seed");
      Job job = accept(seed, trouble);
      if (trouble.answerLost()) {
        request.connection().close();
      } else {
        data(request, new JsonObject().put("task_id", job.id).put("status", "queued").put("queue_position", 1));
      }
    }
  }

  private Job accept(byte[] seed, Troubles.OfJob trouble) {
    Job job = new Job(++submitted, seed, trouble, time.seconds());
    job.lost = trouble.end() == Troubles.End.FORGOTTEN;
    jobs.addLast(job);
    if (jobs.size() > REMEMBERED) {
      jobs.removeFirst();
    }
    return job;
  }

  private void query(HttpServerRequest request, JsonObject asked) {
    if (troubles.ofPoll()) {
      request.response().setStatusCode(500).end("Internal Server Error");
      return;
    }
    JsonArray answer = new JsonArray();
    asked.getJsonArray("task_id_list").forEach(id -> answer.add(view(String.valueOf(id))));
    data(request, answer);
  }

  private JsonObject view(String id) {
    Job job = job(id);
    if (job != null) {
      job.known = true;
    }
    if (job == null || job.lost) {
      return new JsonObject().put("task_id", id).put("status", 0).put("result", "[]");
    }
    boolean failed = job.trouble.end() == Troubles.End.FAILED;
    int status = isAlive(job) ? 0 : failed ? 2 : 1;
    JsonObject result = new JsonObject().put("status", status).put("progress", (time.seconds() - job.startedAt) / job.trouble.seconds())
      .put("stage", "Generating music (batch size: 1)...");
    if (status == 1) {
      result.put("file", job.trouble.end() == Troubles.End.NO_FILE ? "" : "/v1/audio?path=" + id).put("dit_model", MODEL).put("stage", "succeeded");
    } else if (status == 2) {
      result.put("error", "RuntimeError: Music generation failed").put("stage", "failed");
    }
    return new JsonObject().put("task_id", id).put("status", status).put("result", new JsonArray(List.of(result)).encode());
  }

  private void audio(HttpServerRequest request) {
    Job job = job(request.getParam("path"));
    if (job == null) {
      request.response().setStatusCode(404).end(new JsonObject().put("detail", "Audio file not found").encode());
      return;
    }
    request.response().putHeader("Content-Type", "audio/wav").putHeader("Content-Length", Integer.toString(job.output.length));
    switch (troubles.ofDownload()) {
      case NONE -> request.response().end(Buffer.buffer(job.output));
      case CUT -> request.response().write(Buffer.buffer(job.output).slice(0, job.output.length / 3))
        .onComplete(v -> request.connection().close());
      case STALLED -> request.response().write(Buffer.buffer(job.output).slice(0, job.output.length / 3));
      default -> throw new IllegalStateException();
    }
  }
}
