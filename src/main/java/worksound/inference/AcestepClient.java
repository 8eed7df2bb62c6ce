package worksound.inference;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import worksound.config.AcestepConfig;

/**
 * Speaks ACE-Step 1.5's HTTP interface. HTTP/1.1 only: its server loses the body of a request that offers an upgrade.
 * Every failure is an {@link AcestepException}.
 */
final class AcestepClient {

  /** The server closes an idle connection after 5 s; ours are given up before that, so none breaks under a request. */
  private static final int KEEP_ALIVE_SECONDS = 3;
  private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
  private static final long ANSWER_TIMEOUT_MILLIS = 15_000;
  /** Largest piece that a WAV arrives in, as much as is read from a connection at once; each is a write to disk of its own. */
  private static final int CHUNK_BYTES = 1 << 16;

  private final Vertx vertx;
  private final AcestepConfig config;
  private final ServerAddress server;
  private final String apiKey;
  private final HttpClient http;
  private final WebClient web;
  private final HttpClient submissions;

  /**
   * @param apiKey sent to the server where it wants one, null for none
   */
  AcestepClient(Vertx vertx, AcestepConfig config, String apiKey) {
    this.vertx = vertx;
    this.config = config;
    this.server = new ServerAddress(URI.create(config.url()));
    this.apiKey = apiKey;
    this.http = vertx.createHttpClient(options().setKeepAlive(true).setKeepAliveTimeout(KEEP_ALIVE_SECONDS).setMaxChunkSize(CHUNK_BYTES),
      new PoolOptions());
    this.web = WebClient.wrap(http, new WebClientOptions().setFollowRedirects(false));
    // A fresh connection a task: whether a broken one has submitted the task could not be told.
    this.submissions = vertx.createHttpClient(options().setKeepAlive(false), new PoolOptions());
  }

  private HttpClientOptions options() {
    return new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_1_1).setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
      .setDefaultHost(server.host()).setDefaultPort(server.port()).setSsl(server.isTls());
  }

  /** Breaks every connection; whatever is still asked fails. */
  Future<?> close() {
    return Future.join(submissions.close(), http.close());
  }

  Future<JsonObject> health() {
    return object("health", web.get(server.path("/health")).timeout(ANSWER_TIMEOUT_MILLIS));
  }

  /** Job and queue counts; also the one cheap call that proves the API key. */
  Future<JsonObject> stats() {
    return object("stats", authorized(web.get(server.path("/v1/stats"))).timeout(ANSWER_TIMEOUT_MILLIS));
  }

  /** Models on the server's disk and in its memory; {@link Problem#NOT_FOUND} on a server too old to take an upload. */
  Future<JsonObject> inventory() {
    return object("model_inventory", authorized(web.get(server.path("/v1/model_inventory"))).timeout(ANSWER_TIMEOUT_MILLIS));
  }

  /** The models that are ready, in one of two shapes, see {@link ModelList}. */
  Future<Object> models() {
    return ask("models", authorized(web.get(server.path("/v1/models"))).timeout(ANSWER_TIMEOUT_MILLIS), null);
  }

  /**
   * Loads models. Takes minutes, and waits for the running task.
   *
   * @param lmModel null to load no LM
   */
  Future<JsonObject> init(String model, String lmModel) {
    JsonObject body = new JsonObject().put("model", model).put("init_llm", lmModel != null);
    if (lmModel != null) {
      body.put("lm_model_path", lmModel);
    }
    long timeout = config.initTimeoutSeconds() * 1_000L;
    return authorized(web.post(server.path("/v1/init"))).timeout(timeout).sendJsonObject(body)
      .recover(e -> e instanceof TimeoutException
        ? Future.failedFuture(Problem.INITIALIZATION_FAILED.because("it took longer than " + config.initTimeoutSeconds()
          + " s (acestep.init_timeout_seconds)")) : unreachable(e))
      .map(response -> asObject("init", Envelope.data("init", response.statusCode(), response.body()))).recover(this::advise);
  }

  Future<TaskState> query(String taskId) {
    JsonObject body = new JsonObject().put("task_id_list", new JsonArray().add(taskId));
    return ask("query_result", authorized(web.post(server.path("/query_result"))).timeout(ANSWER_TIMEOUT_MILLIS), body).map(data -> {
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
  Future<JsonObject> submit(Map<String, Object> params, Path seed) {
    if (seed == null) {
      Buffer body = new JsonObject(params).toBuffer();
      return submit((request, moved) -> request.putHeader("Content-Type", "application/json").end(body));
    }
    return vertx.fileSystem().open(seed.toString(), new OpenOptions().setRead(true).setWrite(false).setCreate(false))
      .recover(e -> Future.failedFuture(Problem.INTERNAL_ERROR.because("the seed cannot be read: " + e.getMessage())))
      .compose(file -> submit(new MultipartBody(params, "src_audio", file)::sendTo).eventually(file::close));
  }

  private Future<JsonObject> submit(Submission.Body body) {
    return submissions.request(request(HttpMethod.POST, "/release_task"))
      .compose(request -> new Submission(Time.of(vertx), request).send(body))
      .recover(this::unreachable)
      .map(answer -> asObject("release_task", Envelope.data("release_task", answer.status(), answer.body())))
      .recover(this::advise);
  }

  /**
   * Streams a finished task's WAV to disk.
   *
   * @param file where it is as the server gave it, already percent-encoded
   * @param to   file to write, replaced when it exists, deleted when this fails
   * @return bytes written
   */
  Future<Long> download(String file, Path to) {
    if (!server.owns(file)) {
      return Future.failedFuture(Problem.FOREIGN_FILE.because("ACE-Step points to a file on another host. Only files of "
        + server + " (acestep.url) are fetched."));
    }
    // The idle timeout covers the wait for the head and a refusal's body; the WAV itself has a timer of its own.
    return http.request(request(HttpMethod.GET, server.local(file)).setIdleTimeout(config.downloadStallSeconds() * 1_000L))
      .compose(request -> request.exceptionHandler(e -> { }).send())
      .recover(this::unreachable)
      .compose(response -> response.statusCode() == 200
        ? new Download(vertx, response, config.maxDownloadBytes(), config.downloadStallSeconds()).to(to)
        : response.body().map(body -> {
          Envelope.data("audio", response.statusCode(), body);
          throw Problem.SERVER_ERROR.because("audio: ACE-Step answered " + response.statusCode());
        }))
      .recover(e -> AcestepException.of(e).problem() == Problem.NOT_FOUND
        ? Future.failedFuture(Problem.NO_FILE.because("The finished file is gone from the GPU host.")) : Future.failedFuture(e))
      .recover(this::advise);
  }

  private Future<JsonObject> object(String what, HttpRequest<Buffer> request) {
    return ask(what, request, null).map(data -> asObject(what, data));
  }

  private Future<Object> ask(String what, HttpRequest<Buffer> request, JsonObject body) {
    // A client that was closed meanwhile throws; within compose that is a failure like any other.
    return Future.succeededFuture().compose(v -> body == null ? request.send() : request.sendJsonObject(body)).recover(this::unreachable)
      .map(response -> Envelope.data(what, response.statusCode(), response.body())).recover(this::advise);
  }

  private static JsonObject asObject(String what, Object data) {
    if (data instanceof JsonObject object) {
      return object;
    }
    throw Problem.SERVER_ERROR.because(what + ": ACE-Step's answer is not an object");
  }

  private RequestOptions request(HttpMethod method, String path) {
    RequestOptions request = new RequestOptions().setMethod(method).setURI(server.path(path)).setFollowRedirects(false);
    return apiKey == null ? request : request.putHeader("Authorization", "Bearer " + apiKey);
  }

  private <T> HttpRequest<T> authorized(HttpRequest<T> request) {
    return apiKey == null ? request : request.bearerTokenAuthentication(apiKey);
  }

  private <T> Future<T> unreachable(Throwable e) {
    if (e instanceof AcestepException) {
      return Future.failedFuture(e);
    }
    return Future.failedFuture(Problem.UNREACHABLE.because("ACE-Step does not answer at " + server + ": " + ErrorText.clean(e.getMessage())
      + ". Is acestep-api running there, with --host 0.0.0.0, and does the firewall let it through?"));
  }

  private <T> Future<T> advise(Throwable e) {
    if (e instanceof AcestepException refused && refused.problem() == Problem.KEY_REFUSED) {
      return Future.failedFuture(Problem.KEY_REFUSED.because(refused.getMessage() + (apiKey == null ? " None is set here." : "")
        + " Put the GPU host's key into the environment variable " + config.apiKeyEnv()
        + "; an empty key on the GPU host matches nothing."));
    }
    return Future.failedFuture(e);
  }
}
