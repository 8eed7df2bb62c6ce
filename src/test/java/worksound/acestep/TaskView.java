package worksound.acestep;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.Collectors;

/** A task as {@code /query_result} shows it, with or without diskcache. */
final class TaskView {

  private final boolean diskcache;

  TaskView(boolean diskcache) {
    this.diskcache = diskcache;
  }

  /** One element of {@code data}. @param log the last line that the process logged */
  JsonObject of(StandInTask task, String log) {
    JsonArray result = switch (task.state()) {
      case SUCCEEDED -> succeeded(task);
      case FAILED -> JsonArray.of(failed(task));
      case QUEUED -> JsonArray.of(full(task));
      default -> JsonArray.of(diskcache ? base(task, "", 0).put("progress", task.progress()).put("stage", task.stage()) : full(task));
    };
    boolean finished = task.state() == StandInTask.State.SUCCEEDED || task.state() == StandInTask.State.FAILED;
    return new JsonObject().put("task_id", task.id()).put("result", result.encode())
      .put("status", result.getJsonObject(0).getInteger("status")).put("progress_text", finished && !diskcache ? "" : log);
  }

  static JsonObject unknown(String id) {
    return new JsonObject().put("task_id", id).put("result", "[]").put("status", 0);
  }

  private static JsonObject base(StandInTask task, String file, int status) {
    return new JsonObject().put("file", file).put("wave", "").put("status", status).put("create_time", task.createdAt())
      .put("env", "development");
  }

  private static JsonObject full(StandInTask task) {
    return base(task, "", 0).put("prompt", "").put("lyrics", "").put("metas", new JsonObject())
      .put("progress", task.progress()).put("stage", task.stage()).putNull("error");
  }

  private JsonObject failed(StandInTask task) {
    JsonObject entry = base(task, "", 2);
    if (task.failedBeforeStart()) {
      return entry.put("progress", 0.0).put("stage", "failed").put("error", task.error());
    }
    return diskcache ? entry.put("progress", 0.0).put("stage", "failed")
      : entry.put("prompt", "").put("lyrics", "").put("metas", new JsonObject())
        .put("progress", task.progress()).put("stage", "failed").put("error", task.error());
  }

  private JsonArray succeeded(StandInTask task) {
    ReleaseRequest request = task.request();
    String prompt = request.text("prompt", "");
    String lyrics = request.text("lyrics", "");
    String seeds = task.outputs().stream().map(output -> Long.toString(output.seed())).collect(Collectors.joining(","));
    String host = task.has(Fault.Kind.FOREIGN_HOST) ? task.fault().text() : "";
    JsonArray entries = new JsonArray();
    for (StandInTask.Output output : task.outputs()) {
      String file = output.file().isEmpty() ? "" : host + AudioStore.url(output.file());
      JsonObject entry = base(task, file, 1).put("prompt", prompt).put("lyrics", lyrics).put("metas", new JsonObject()
        .put("bpm", 92).put("duration", request.duration()).put("genres", "N/A").put("keyscale", "D minor").put("timesignature", "4")
        .put("prompt", prompt).put("lyrics", lyrics));
      if (diskcache) {
        entry.put("generation_info", "**Generation completed**").put("seed_value", seeds).put("lm_model", task.lm())
          .put("dit_model", task.dit()).put("progress", 1.0).put("stage", "succeeded");
      }
      entries.add(entry);
    }
    return entries;
  }
}
