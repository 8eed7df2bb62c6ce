package worksound.engine.api;

import io.vertx.core.Handler;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code POST /query_result}: how far some tasks are. The result of each is JSON inside a JSON string. */
final class TaskQuery implements Handler<RoutingContext> {

  private static final List<String> FORMS = List.of("application/x-www-form-urlencoded", "multipart/form-data");

  private final TaskQueue queue;

  TaskQuery(TaskQueue queue) {
    this.queue = queue;
  }

  @Override
  public void handle(RoutingContext request) {
    JsonArray answers = new JsonArray();
    for (Object id : ids(request)) {
      if (!(id instanceof String)) {
        throw new IllegalArgumentException("task_id_list holds " + id + ", expected task ids");
      }
      answers.add(answer((String) id));
    }
    Responses.data(request, answers);
  }

  private JsonObject answer(String id) {
    Job job = queue.find(id);
    if (job == null) {
      return new JsonObject().put("task_id", id).put("result", "[]").put("status", 0);
    }
    JsonObject report = job.report(System.nanoTime());
    return new JsonObject().put("task_id", id).put("result", new JsonArray().add(report).encode()).put("status", job.state().status)
      .put("progress_text", job.isDone() ? "" : report.getString("stage"));
  }

  private static JsonArray ids(RoutingContext request) {
    Object list = FORMS.contains(TaskRelease.mediaType(request)) ? request.request().getFormAttribute("task_id_list")
      : body(request).getValue("task_id_list");
    if (list instanceof String text) {
      list = decoded(text);
    }
    return list instanceof JsonArray ids ? ids : new JsonArray();
  }

  /** A body that is no JSON object crashes the real server. */
  private static JsonObject body(RoutingContext request) {
    if (request.body().buffer() != null && Json.decodeValue(request.body().buffer()) instanceof JsonObject body) {
      return body;
    }
    throw new IllegalArgumentException("the body is not a JSON object");
  }

  private static Object decoded(String text) {
    Object value;
    try {
      value = Json.decodeValue(text);
    } catch (DecodeException e) {
      return null;
    }
    if (value instanceof Number) {
      throw new IllegalArgumentException("task_id_list is " + text + ", expected a list");
    }
    return value;
  }
}
