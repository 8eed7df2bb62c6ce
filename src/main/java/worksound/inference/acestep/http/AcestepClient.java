package worksound.inference.acestep.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import worksound.config.AcestepConfig;
import worksound.inference.acestep.models.ModelList;
import worksound.inference.failure.AcestepException;
import worksound.inference.failure.Limit;
import worksound.inference.failure.Problem;
import worksound.time.Scheduler;

/** Speaks ACE-Step 1.5's HTTP interface within limits of time and size. Every failure is an {@link AcestepException}. */
public final class AcestepClient {

  private final Vertx vertx;
  private final Scheduler scheduler;
  private final AcestepConfig config;
  private final ServerAddress server;
  private final String apiKey;
  private final Connections connections;
  private final FailureWords failures;
  private final Limit answerLimit;

  /**
   * @param apiKey sent to the server where it wants one, null for none
   */
  public AcestepClient(Vertx vertx, Scheduler scheduler, AcestepConfig config, String apiKey) {
    this.vertx = vertx;
    this.scheduler = scheduler;
    this.config = config;
    this.server = ServerAddress.of(config.baseUrl());
    this.apiKey = apiKey;
    this.connections = new Connections(vertx, scheduler, server);
    this.failures = new FailureWords(server, apiKey != null, config.apiKeyEnv());
    this.answerLimit = new Limit(config.answerTimeoutSeconds(), "acestep.answer_timeout_seconds");
  }

  /** Breaks every connection for good; whatever is still asked fails. */
  public Future<?> close() {
    return connections.close();
  }

  /** Breaks every connection; whatever is still asked fails. */
  public void cancel() {
    connections.reset();
    connections.resetLasting();
  }

  public Future<JsonObject> health() {
    return health(answerLimit);
  }

  /** The same with a limit of its own. */
  public Future<JsonObject> health(Limit limit) {
    return ask("health", HttpMethod.GET, "/health", null, limit).map(data -> asObject("health", data));
  }

  /** Job and queue counts; also the one cheap call that proves the API key. */
  public Future<JsonObject> stats() {
    return object("stats", "/v1/stats");
  }

  /** Models on the server's disk and in its memory; {@link Problem#NOT_FOUND} on a server too old to take an upload. */
  public Future<JsonObject> inventory() {
    return object("model_inventory", "/v1/model_inventory");
  }

  /** The models that are ready, in one of two shapes, see {@link ModelList}. */
  public Future<Object> models() {
    return ask("models", HttpMethod.GET, "/v1/models", null, answerLimit);
  }

  /** Waits for the answer to {@link #init} no more: it fails. */
  public void abandonInit() {
    connections.resetLasting();
  }

  /**
   * Loads models. Takes minutes, and waits for the running task.
   *
   * @param lmModel null to load no LM
   */
  public Future<JsonObject> init(String model, String lmModel) {
    JsonObject body = new JsonObject().put("model", model).put("init_llm", lmModel != null);
    if (lmModel != null) {
      body.put("lm_model_path", lmModel);
    }
    return answer("init", connections.askLasting("init", web -> web.request(HttpMethod.POST, request(HttpMethod.POST, "/v1/init")), body,
      new Limit(config.initTimeoutSeconds(), "acestep.init_timeout_seconds")))
      .recover(e -> e instanceof AcestepException late && late.isTimeout()
        ? Future.failedFuture(tookTooLong(config.initTimeoutSeconds())) : Future.failedFuture(e))
      .map(data -> asObject("init", data));
  }

  private static AcestepException tookTooLong(int seconds) {
    return Problem.INITIALIZATION_FAILED.because("it took longer than " + seconds + " s (acestep.init_timeout_seconds)")
      .explained("initialization-timeout", Map.of("seconds", seconds));
  }

  public Future<TaskState> query(String taskId) {
    JsonObject body = new JsonObject().put("task_id_list", new JsonArray().add(taskId));
    return ask("query_result", HttpMethod.POST, "/query_result", body, answerLimit).map(data -> {
      if (data instanceof JsonArray list && !list.isEmpty() && list.getValue(0) instanceof JsonObject entry) {
        return TaskState.of(entry);
      }
      throw Problem.SERVER_ERROR.because("query_result: ACE-Step's answer holds no task");
    });
  }

  /**
   * Submits a task.
   *
   * @param params what ACE-Step is asked for
   * @param seed   uploaded as {@code src_audio}, streamed from disk; null for none
   * @return {@code task_id} and {@code queue_position}
   */
  public Future<JsonObject> submit(Map<String, Object> params, Path seed) {
    if (seed == null) {
      Buffer body = new JsonObject(params).toBuffer();
      return submit((request, onProgress) -> request.putHeader("Content-Type", "application/json").end(body));
    }
    return vertx.fileSystem().open(seed.toString(), new OpenOptions().setRead(true).setWrite(false).setCreate(false))
      .recover(e -> Future.failedFuture(Problem.INTERNAL_ERROR.because("the seed cannot be read: " + e.getMessage())))
      .compose(file -> submit(new MultipartBody(params, "src_audio", file)::sendTo).eventually(file::close));
  }

  private Future<JsonObject> submit(UploadRequest.Body body) {
    UploadRequest.Limits limits = new UploadRequest.Limits(config.answerTimeoutSeconds(), config.transferTimeoutSeconds());
    return Future.succeededFuture().compose(v -> connections.openAlone(request(HttpMethod.POST, "/release_task")))
      .compose(request -> new UploadRequest(scheduler, request, limits).send(body))
      .recover(failures::unanswered)
      .map(answer -> asObject("release_task", Envelope.data("release_task", answer.status(), answer.body())))
      .recover(failures::advise);
  }

  /**
   * Streams a finished task's WAV to disk.
   *
   * @param file where it is as the server gave it, already percent-encoded
   * @param to   file to write, replaced when it exists, deleted when this fails
   * @return bytes written
   */
  public Future<Long> download(String file, Path to) {
    if (!server.owns(file)) {
      return Future.failedFuture(Problem.FOREIGN_FILE.because("ACE-Step points to a file on another host. Only files of "
        + server + " (acestep.url) are fetched.").explained("foreign-file", Map.of("host", server.toString())));
    }
    Download.Limits limits = new Download.Limits(config.maxDownloadBytes(), config.downloadStallSeconds(), config.transferTimeoutSeconds());
    // The idle timeout covers the wait for the head; the body has timers of its own.
    return Future.succeededFuture()
      .compose(v -> connections.open(request(HttpMethod.GET, server.local(file)).setIdleTimeout(config.downloadStallSeconds() * 1_000L)))
      .compose(request -> request.exceptionHandler(e -> { }).send())
      .recover(failures::unanswered)
      .compose(response -> response.statusCode() == 200 ? new Download(vertx, scheduler, response, limits).to(to) : refused(response))
      .recover(e -> AcestepException.of(e).problem() == Problem.NOT_FOUND
        ? Future.failedFuture(Problem.NO_FILE.because("The finished file is gone from the GPU host.")) : Future.failedFuture(e))
      .recover(failures::advise);
  }

  private Future<Long> refused(HttpClientResponse response) {
    return new ResponseReader(scheduler, config.answerTimeoutSeconds()).read(response).onFailure(e -> response.request().reset())
      .recover(failures::unanswered).map(answer -> {
        Envelope.data("audio", answer.status(), answer.body());
        throw Problem.SERVER_ERROR.because("audio: ACE-Step answered " + answer.status());
      });
  }

  private Future<JsonObject> object(String what, String path) {
    return ask(what, HttpMethod.GET, path, null, answerLimit).map(data -> asObject(what, data));
  }

  private Future<Object> ask(String what, HttpMethod method, String path, JsonObject json, Limit limit) {
    return answer(what, connections.ask(what, web -> web.request(method, request(method, path)), json, limit));
  }

  private Future<Object> answer(String what, Future<HttpResponse<Buffer>> asked) {
    return asked.recover(failures::unanswered)
      .map(response -> Envelope.data(what, response.statusCode(), response.body())).recover(failures::advise);
  }

  private static JsonObject asObject(String what, Object data) {
    if (data instanceof JsonObject object) {
      return object;
    }
    throw Problem.SERVER_ERROR.because(what + ": ACE-Step's answer is not an object");
  }

  private RequestOptions request(HttpMethod method, String path) {
    RequestOptions request = new RequestOptions().setMethod(method).setHost(server.host()).setPort(server.port()).setSsl(server.isTls())
      .setURI(server.path(path)).setFollowRedirects(false);
    // Health and the list of models need no key; a header that nobody asked for does no harm.
    return apiKey == null ? request : request.putHeader("Authorization", "Bearer " + apiKey);
  }
}
