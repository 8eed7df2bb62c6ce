package worksound.engine.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;

/** What is asked for by POST: loading models, a task, how far tasks are. */
final class TaskEndpoints {

  private final TaskQueue queue;
  private final AudioFiles files;

  TaskEndpoints(TaskQueue queue, AudioFiles files) {
    this.queue = queue;
    this.files = files;
  }

  /** {@code /v1/init}: there is nothing to load, so any model is "loaded", under the engine's own name, after the running job. */
  void init(RoutingContext request) {
    boolean withLm = Fields.of(request).flag("init_llm", false);
    queue.drained().onSuccess(done -> AcestepApi.answer(request, Models.initialised(withLm))).onFailure(request::fail);
  }

  /** {@code /release_task}: a task as JSON, or as a form with its source audio, which is on disk by now. */
  void release(RoutingContext request) {
    Path source = Uploads.of(request);
    try {
      Job job = queue.submit(TaskPlanner.plan(Uploads.fields(request), source));
      AcestepApi.answer(request, new JsonObject().put("task_id", job.id).put("status", "queued").put("queue_position", queue.waiting()));
      queue.work();
    } catch (HttpFailure refused) {
      files.delete(source);
      throw refused;
    }
  }

  /** {@code /query_result}: how far some tasks are. The result of each is JSON inside a JSON string. */
  void query(RoutingContext request) {
    JsonArray answers = new JsonArray();
    Fields.of(request).texts("task_id_list").forEach(id -> answers.add(state((String) id)));
    AcestepApi.answer(request, answers);
  }

  private JsonObject state(String id) {
    Job job = queue.find(id);
    JsonArray result = job == null ? new JsonArray() : new JsonArray().add(job.report(System.nanoTime()));
    return new JsonObject().put("task_id", id).put("result", result.encode()).put("status", job == null ? 0 : job.state().status);
  }
}
