package worksound.inference.acestep.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import worksound.inference.failure.Limit;
import worksound.time.Scheduler;

/**
 * The connections to one server. An answer that breaks its limits, and work that nobody wants any more, end with all of them: HTTP/1.1
 * has no other way to stop a server that goes on sending. The next request opens new ones. HTTP/1.1 only: ACE-Step's server loses the
 * body of a request that offers an upgrade.
 */
final class Connections {

  /** The largest answer of the API; a task's state has a few hundred bytes, the inventory of all models a few thousand. */
  static final int MAX_ANSWER_BYTES = 1 << 20;
  /** The server closes an idle connection after 5 s; ours are given up before that, so none breaks under a request. */
  private static final int KEEP_ALIVE_SECONDS = 3;
  private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
  /** Largest piece that a WAV arrives in, as much as is read from a connection at once; each is a write to disk of its own. */
  private static final int CHUNK_BYTES = 1 << 16;

  private final Vertx vertx;
  private final Scheduler scheduler;
  private final HttpClientOptions options;
  private HttpClient http;
  private WebClient web;
  private HttpClient submissions;
  private HttpClient lasting;
  private WebClient lastingWeb;

  Connections(Vertx vertx, Scheduler scheduler, ServerAddress server) {
    this.vertx = vertx;
    this.scheduler = scheduler;
    this.options = new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_1_1).setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
      .setDefaultHost(server.host()).setDefaultPort(server.port()).setSsl(server.isTls()).setMaxChunkSize(CHUNK_BYTES);
    open();
    openLasting();
  }

  private void openLasting() {
    lasting = vertx.createHttpClient(new HttpClientOptions(options).setKeepAlive(false), new PoolOptions());
    lastingWeb = WebClient.wrap(lasting, new WebClientOptions().setFollowRedirects(false));
  }

  private void open() {
    http = vertx.createHttpClient(new HttpClientOptions(options).setKeepAlive(true).setKeepAliveTimeout(KEEP_ALIVE_SECONDS), new PoolOptions());
    web = WebClient.wrap(http, new WebClientOptions().setFollowRedirects(false));
    // A fresh connection a task: whether a broken one has submitted the task could not be known.
    submissions = vertx.createHttpClient(new HttpClientOptions(options).setKeepAlive(false), new PoolOptions());
  }

  /** Breaks every connection but that of {@link #askLasting}; whatever is still asked fails. Requests that follow use new ones. */
  void reset() {
    submissions.close();
    http.close();
    open();
  }

  /** Breaks the connection of {@link #askLasting}. */
  void resetLasting() {
    lasting.close();
    openLasting();
  }

  /** Breaks every connection for good. */
  Future<?> close() {
    return Future.join(submissions.close(), http.close(), lasting.close());
  }

  /** A request whose answer is streamed. */
  Future<HttpClientRequest> open(RequestOptions request) {
    return http.request(request);
  }

  /** A request on a connection of its own. */
  Future<HttpClientRequest> openAlone(RequestOptions request) {
    return submissions.request(request);
  }

  /**
   * Asks and takes the whole answer.
   *
   * @param what    what is asked, for the error's words
   * @param request makes the request
   * @param json    sent as the body, null for none
   * @param limit   longest time from the connection to the last byte of the answer
   * @return the answer; fails with {@link TimeoutException}, {@link BoundedBody.TooLargeException} or what broke the connection
   */
  Future<HttpResponse<Buffer>> ask(String what, Function<WebClient, HttpRequest<Buffer>> request, JsonObject json, Limit limit) {
    return ask(what, body -> request.apply(web).as(body), json, limit, this::reset);
  }

  /** The same for what takes minutes: it outlives {@link #reset}, as after another question that was not answered meanwhile. */
  Future<HttpResponse<Buffer>> askLasting(String what, Function<WebClient, HttpRequest<Buffer>> request, JsonObject json, Limit limit) {
    return ask(what, body -> request.apply(lastingWeb).as(body), json, limit, this::resetLasting);
  }

  private Future<HttpResponse<Buffer>> ask(String what, Function<BoundedBody, HttpRequest<Buffer>> request, JsonObject json, Limit limit,
                                           Runnable onLimit) {
    BoundedBody body = new BoundedBody(MAX_ANSWER_BYTES);
    Promise<HttpResponse<Buffer>> answer = Promise.promise();
    long timerId = scheduler.schedule(limit.seconds(), () -> answer.tryFail(new TimeoutException(
      (body.isBegun() ? "it began its answer to " + what + " and did not end it" : "it did not answer " + what)
        + " within " + limit.words())));
    // A client that was closed meanwhile throws; within compose that is a failure like any other.
    Future.succeededFuture().compose(v -> send(request.apply(body), json)).onComplete(answer::tryComplete, answer::tryFail);
    return answer.future().onComplete(done -> scheduler.cancel(timerId)).onFailure(e -> {
      if (e instanceof TimeoutException || e instanceof BoundedBody.TooLargeException) {
        onLimit.run();
      }
    });
  }

  private static Future<HttpResponse<Buffer>> send(HttpRequest<Buffer> request, JsonObject json) {
    return json == null ? request.send() : request.sendJsonObject(json);
  }
}
