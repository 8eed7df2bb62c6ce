package worksound.engine.api;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Answers in ACE-Step's shapes: data in an envelope, errors of the framework as {@code detail}, crashes as plain text. */
final class Responses {

  private Responses() {
  }

  /** {@code data} in the envelope. */
  static void data(RoutingContext request, Object data) {
    json(request, 200, new JsonObject().put("data", data).put("code", 200).putNull("error").put("timestamp", System.currentTimeMillis())
      .putNull("extra"));
  }

  static void json(RoutingContext request, int status, JsonObject body) {
    answer(request, status, "application/json", body.encode());
  }

  static void detail(RoutingContext request, int status, String detail) {
    json(request, status, new JsonObject().put("detail", detail));
  }

  /** A field that the framework's validation refuses: 422. */
  static void invalid(RoutingContext request, String where, String field, String type, String message) {
    JsonObject problem = new JsonObject().put("type", type).put("loc", new JsonArray().add(where).add(field))
      .put("msg", message).putNull("input");
    json(request, 422, new JsonObject().put("detail", new JsonArray().add(problem)));
  }

  static void crash(RoutingContext request) {
    answer(request, 500, "text/plain; charset=utf-8", "Internal Server Error");
  }

  private static void answer(RoutingContext request, int status, String type, String body) {
    HttpServerResponse response = request.response();
    if (!response.ended() && !response.closed()) {
      response.setStatusCode(status).putHeader("content-type", type).end(body);
    }
  }
}
