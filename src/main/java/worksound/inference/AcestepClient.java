package worksound.inference;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
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
  private static final long UPLOAD_STALL_MILLIS = 30_000;

  private final Vertx vertx;
  private final AcestepConfig config;
  private final URI base;
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
    this.base = URI.create(config.url());
    this.apiKey = apiKey;
    this.http = vertx.createHttpClient(options(new HttpClientOptions()).setKeepAlive(true).setKeepAliveTimeout(KEEP_ALIVE_SECONDS),
      new PoolOptions());
    this.web = WebClient.wrap(http, new WebClientOptions().setFollowRedirects(false));
    // A fresh connection a task: whether a broken one has submitted the task could not be told.
    this.submissions = vertx.createHttpClient(options(new HttpClientOptions()).setKeepAlive(false), new PoolOptions());
  }

  private HttpClientOptions options(HttpClientOptions options) {
    boolean tls = "https".equals(base.getScheme());
    return options.setProtocolVersion(HttpVersion.HTTP_1_1).setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
      .setDefaultHost(base.getHost()).setDefaultPort(base.getPort() >= 0 ? base.getPort() : tls ? 443 : 80).setSsl(tls);
  }

  /** Breaks every connection; whatever is still asked fails. */
  Future<?> close() {
    return Future.join(submissions.close(), http.close());
  }

  Future<JsonObject> health() {
    return ask("health", web.get(path("/health")).timeout(ANSWER_TIMEOUT_MILLIS).send());
  }

  /** Job and queue counts; also the one cheap call that proves the API key. */
  Future<JsonObject> stats() {
    return ask("stats", authorized(web.get(path("/v1/stats"))).timeout(ANSWER_TIMEOUT_MILLIS).send());
  }

  /** Models on the server's disk and in its memory; a server without it is too old to take an upload. */
  Future<JsonObject> inventory() {
    return ask("model_inventory", authorized(web.get(path("/v1/model_inventory"))).timeout(ANSWER_TIMEOUT_MILLIS).send());
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
    return ask("init", authorized(web.post(path("/v1/init"))).timeout(config.initTimeoutSeconds() * 1_000L).sendJsonObject(body));
  }

  /**
   * Submits a task.
   *
   * @param params what ACE-Step is asked for
   * @param seed   uploaded as {@code src_audio}, streamed from disk; null for none
   * @return {@code task_id} and {@code queue_position}
   */
  Future<JsonObject> submit(Map<String, Object> params, Path seed) {
    return submissions.request(options(HttpMethod.POST, "/release_task").setIdleTimeout(UPLOAD_STALL_MILLIS))
      .compose(request -> {
        // Listened to before anything is sent: a refusal can come before the upload is through.
        Future<Answer> answer = request.response()
          .compose(response -> response.body().map(body -> new Answer(response.statusCode(), body)));
        Future<Void> sent = seed == null
          ? request.putHeader("Content-Type", "application/json").end(new JsonObject(params).toBuffer())
          : new MultipartBody(params, "src_audio", seed).sendTo(vertx, request);
        sent.onFailure(e -> request.reset(0, e));
        return answer;
      })
      .recover(AcestepClient::unreachable)
      .map(answer -> object("release_task", answer.status(), answer.body()));
  }

  private record Answer(int status, Buffer body) {
  }

  Future<TaskState> query(String taskId) {
    JsonObject body = new JsonObject().put("task_id_list", new JsonArray().add(taskId));
    return authorized(web.post(path("/query_result"))).timeout(ANSWER_TIMEOUT_MILLIS).sendJsonObject(body)
      .recover(AcestepClient::unreachable)
      .map(response -> {
        Object data = Envelope.data("query_result", response.statusCode(), response.body());
        if (data instanceof JsonArray list && !list.isEmpty() && list.getValue(0) instanceof JsonObject entry) {
          return TaskState.of(entry);
        }
        throw Problem.SERVER_ERROR.because("query_result: ACE-Step's answer holds no task");
      });
  }

  /**
   * Streams a finished task's WAV to disk.
   *
   * @param file the path as the server gave it, already percent-encoded
   * @param to   file to write, replaced when it exists
   * @return bytes written
   */
  Future<Long> download(String file, Path to) {
    if (!file.startsWith("/") || file.startsWith("//")) {
      return Future.failedFuture(Problem.FOREIGN_FILE.because(
        "ACE-Step points to a file that is not its own: " + ErrorText.clean(file) + ". Only a path on the same server is followed."));
    }
    RequestOptions request = options(HttpMethod.GET, file).setIdleTimeout(config.downloadStallSeconds() * 1_000L);
    return http.request(request).compose(sent -> sent.send()).recover(AcestepClient::unreachable)
      .compose(response -> response.statusCode() == 200
        ? store(response, to)
        : response.body().map(body -> {
          Envelope.data("audio", response.statusCode(), body);
          throw Problem.NO_FILE.because("audio: ACE-Step answered " + response.statusCode());
        }));
  }

  private Future<Long> store(HttpClientResponse response, Path to) {
    String declared = response.getHeader("Content-Length");
    long bytes = declared == null ? -1 : Long.parseLong(declared);
    if (bytes < 0 || bytes > config.maxDownloadBytes()) {
      response.request().reset();
      return Future.failedFuture(Problem.DOWNLOAD_FAILED.because("ACE-Step's file has " + (bytes < 0 ? "no declared size" : bytes + " bytes")
        + ", expected at most " + config.maxDownloadBytes() + " (acestep.max_download_bytes)"));
    }
    response.pause();
    return vertx.fileSystem().open(to.toString(), new OpenOptions().setTruncateExisting(true))
      .compose((AsyncFile file) -> response.pipeTo(file))
      .map(bytes)
      .recover(e -> Future.failedFuture(Problem.DOWNLOAD_FAILED.because("the WAV did not arrive whole: " + e.getMessage())));
  }

  private Future<JsonObject> ask(String what, Future<HttpResponse<Buffer>> answer) {
    return answer.recover(AcestepClient::unreachable).map(response -> object(what, response.statusCode(), response.body()));
  }

  private static JsonObject object(String what, int status, Buffer body) {
    if (Envelope.data(what, status, body) instanceof JsonObject object) {
      return object;
    }
    throw Problem.SERVER_ERROR.because(what + ": ACE-Step's answer is not an object");
  }

  private RequestOptions options(HttpMethod method, String path) {
    RequestOptions request = new RequestOptions().setMethod(method).setURI(path(path)).setFollowRedirects(false);
    return apiKey == null ? request : request.putHeader("Authorization", "Bearer " + apiKey);
  }

  private static <T> Future<T> unreachable(Throwable e) {
    return Future.failedFuture(Problem.UNREACHABLE.because("ACE-Step does not answer: " + ErrorText.clean(e.getMessage())));
  }

  private <T> HttpRequest<T> authorized(HttpRequest<T> request) {
    return apiKey == null ? request : request.bearerTokenAuthentication(apiKey);
  }

  private String path(String path) {
    String prefix = base.getRawPath() == null ? "" : base.getRawPath().replaceAll("/+$", "");
    return prefix + path;
  }
}
