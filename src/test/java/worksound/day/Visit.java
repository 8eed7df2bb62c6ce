package worksound.day;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;

/** What a page asks of the server, and when. What was begun before the page was loaded anew means nothing afterwards. */
final class Visit {

  private final FastTime time;
  private final Installation server;
  private final WebClient web;
  private int number;

  Visit(Vertx vertx, FastTime time, Installation server) {
    this.time = time;
    this.server = server;
    this.web = WebClient.create(vertx);
  }

  /** Whatever was begun is forgotten. */
  void begin() {
    number++;
  }

  /** How often it was begun. */
  int number() {
    return number;
  }

  /** Asks the server; fails at once when it is down. @param body null for none */
  Future<HttpResponse<Buffer>> ask(HttpMethod method, String path, JsonObject body) {
    if (server.isDown()) {
      return Future.failedFuture("the server is down");
    }
    HttpRequest<Buffer> request = web.requestAbs(method, server.url() + path);
    return body == null ? request.send() : request.sendJsonObject(body);
  }

  /** Asks for the first bytes only. */
  Future<HttpResponse<Buffer>> part(String path, int bytes) {
    return server.isDown() ? Future.failedFuture("the server is down")
      : web.getAbs(server.url() + path).putHeader("Range", "bytes=0-" + (bytes - 1)).send();
  }

  /** Does something in so many seconds, if the page is still the same then. */
  void later(double seconds, Runnable action) {
    int mine = number;
    time.schedule(seconds, () -> {
      if (mine == number) {
        action.run();
      }
    });
  }

  /** An action that is taken only while the page is the same. */
  <T> Handler<T> now(Handler<T> action) {
    int mine = number;
    return value -> {
      if (mine == number) {
        action.handle(value);
      }
    };
  }
}
