package worksound.engine.api;

import io.vertx.core.Handler;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** {@code POST /v1/init}: there is nothing to load, so any model is "loaded", under the engine's own name, after the running job. */
final class ModelInit implements Handler<RoutingContext> {

  private final TaskQueue queue;

  ModelInit(TaskQueue queue) {
    this.queue = queue;
  }

  @Override
  public void handle(RoutingContext request) {
    JsonObject body = body(request);
    if (body == null) {
      Responses.invalid(request, "body", "body", "model_attributes_type", "Input should be a valid dictionary or object");
      return;
    }
    Object slot = body.getValue("slot", 1);
    Object withLm = body.getValue("init_llm", false);
    if (!(slot instanceof Integer number) || number < 1 || number > 3) {
      Responses.invalid(request, "body", "slot", "int_parsing", "Input should be a valid integer from 1 to 3");
    } else if (!(withLm instanceof Boolean llm)) {
      Responses.invalid(request, "body", "init_llm", "bool_parsing", "Input should be a valid boolean");
    } else if (!isTextOrAbsent(body, "model") || !isTextOrAbsent(body, "lm_model_path")) {
      Responses.invalid(request, "body", "model", "string_type", "Input should be a valid string");
    } else if (number > 1) {
      Responses.json(request, 200, failure(400, "Slot " + number + " is not configured"));
    } else {
      queue.drained().onSuccess(done -> Responses.data(request, Models.initialised(1, llm))).onFailure(request::fail);
    }
  }

  private static JsonObject failure(int code, String error) {
    return new JsonObject().putNull("data").put("code", code).put("error", error)
      .put("timestamp", System.currentTimeMillis()).putNull("extra");
  }

  private static boolean isTextOrAbsent(JsonObject body, String field) {
    return body.getValue(field) == null || body.getValue(field) instanceof String;
  }

  private static JsonObject body(RoutingContext request) {
    try {
      return request.body().buffer() != null && Json.decodeValue(request.body().buffer()) instanceof JsonObject object ? object : null;
    } catch (DecodeException e) {
      return null;
    }
  }
}
