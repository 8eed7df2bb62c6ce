package worksound.acestep;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/** {@code POST /release_task} and {@code POST /query_result}. */
final class TaskEndpoints {

  private static final int UPLOADS_KEPT = 8;

  private final StandInState state;
  private final JobRunner runner;
  private final ReleaseRules rules;
  private final TaskView view;

  TaskEndpoints(StandInState state, JobRunner runner) {
    this.state = state;
    this.runner = runner;
    this.rules = new ReleaseRules(state.options, state.violations);
    this.view = new TaskView(state.options.diskcache);
  }

  void release(Call call) {
    state.milestones.reached(StandInEvent.ARRIVED);
    try {
      ReleaseRequest request = ReleaseRequest.parse(call, state.options.old);
      state.auth.check(call, request.raw("ai_token"));
      Fault fault = state.faults.take(Fault.Point.SUBMIT);
      refuse(fault);
      request.validate(state.options.old);
      if (runner.queueSize() >= state.options.queueSize) {
        throw busy();
      }
      int position = accept(request);
      String id = state.tasks.get(state.tasks.size() - 1).id();
      tell(call, new JsonObject().put("task_id", id).put("status", "queued").put("queue_position", position), fault);
    } catch (Refusal refusal) {
      state.milestones.reached(StandInEvent.REFUSED);
      throw refusal;
    }
  }

  /** @param fault null, a refusal, or what {@link #tell} makes of the answer later */
  private void refuse(Fault fault) {
    if (fault == null) {
      return;
    }
    switch (fault.kind()) {
      case BUSY -> throw busy();
      case BAD_REQUEST -> throw Refusal.detail(400, "Malformed JSON payload");
      case UNSUPPORTED -> throw Refusal.detail(415, "Unsupported Content-Type: ; use application/json, "
        + "application/x-www-form-urlencoded, or multipart/form-data");
      case UNPROCESSABLE -> throw Refusal.invalid("missing", "body", "prompt", "Field required");
      case SERVER_ERROR -> throw Refusal.crash();
      case PROXY_PAGE -> throw Refusal.page(502, "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>");
      default -> { }
    }
  }

  /** @param fault null or what is wrong with the answer */
  private static void tell(Call call, JsonObject answer, Fault fault) {
    if (fault == null) {
      call.data(answer);
      return;
    }
    switch (fault.kind()) {
      case ODD_SUBMISSION -> call.data(answer.put("task_id", JsonArray.of(answer.getString("task_id"))));
      case ODD_POSITION -> call.data(answer.put("queue_position", answer.getValue("queue_position").toString()));
      default -> call.request().connection().close();
    }
  }

  private Refusal busy() {
    state.phantoms++;
    return Refusal.detail(429, "Server busy: queue is full");
  }

  private int accept(ReleaseRequest request) {
    rules.check(request);
    state.violations.require(state.models.initCalled() || state.options.old || !state.options.initRequired,
      "a task before any /v1/init since the server's start");
    state.violations.require(state.alive() < state.options.maxAlive, "a task while " + state.alive() + " of this client's are alive");
    StandInTask task = new StandInTask(state.tasks.size() + 1, request, state.faults.take(Fault.Point.TASK));
    state.tasks.add(task);
    state.tasks.stream().limit(Math.max(0, state.tasks.size() - UPLOADS_KEPT)).filter(old -> !old.isAlive())
      .forEach(old -> old.request().forgetUpload());
    state.milestones.reached(StandInEvent.SUBMITTED);
    if (task.has(Fault.Kind.FORGOTTEN)) {
      task.become(StandInTask.State.FORGOTTEN);
      return 1;
    }
    return runner.enqueue(task);
  }

  void query(Call call) {
    JsonObject body = queryBody(call);
    state.auth.check(call, body.getValue("ai_token"));
    fail(state.faults.take(Fault.Point.POLL));
    JsonArray data = new JsonArray();
    boolean ended = false;
    for (Object id : ids(body.getValue("task_id_list"))) {
      if (id instanceof JsonObject || id instanceof JsonArray) {
        throw Refusal.crash();
      }
      StandInTask task = state.task(String.valueOf(id)).orElse(null);
      if (task == null) {
        data.add(TaskView.unknown(String.valueOf(id)));
        continue;
      }
      notePoll(task);
      ended |= !task.isAlive() && task.state() != StandInTask.State.FROZEN;
      data.add(view.of(task, state.log));
    }
    call.data(data);
    state.milestones.reached(StandInEvent.POLLED);
    if (ended) {
      state.milestones.reached(StandInEvent.REPORTED);
    }
  }

  /** @param fault null for none */
  private static void fail(Fault fault) {
    if (fault == null) {
      return;
    }
    switch (fault.kind()) {
      case WEB_PAGE -> throw Refusal.page(200, "<html><script>alert('heard')</script>\u001b[2J\r\nevent: status\r\n</html>");
      case ODD_SHAPE -> throw Refusal.odd("[{\"task_id\": 7, \"status\": {\"is\": \"odd\"}, \"result\": true}]");
      default -> throw Refusal.crash();
    }
  }

  private void notePoll(StandInTask task) {
    long sinceMillis = TimeUnit.NANOSECONDS.toMillis(task.polled(System.nanoTime()));
    state.violations.require(sinceMillis >= state.options.minPollMillis,
      "task " + task.number() + " polled " + sinceMillis + " ms after the poll before");
  }

  private static JsonObject queryBody(Call call) {
    if (call.isForm()) {
      return new JsonObject(call.form());
    }
    try {
      if (Json.decodeValue(call.body()) instanceof JsonObject object) {
        return object;
      }
    } catch (DecodeException e) {
      throw Refusal.crash();
    }
    throw Refusal.crash();
  }

  /** The ids asked for: a list, or a list as JSON text; a bare number crashes, other nonsense is an empty list. */
  private static Iterable<?> ids(Object list) {
    Object decoded = list;
    try {
      decoded = list instanceof String text ? Json.decodeValue(text) : list;
    } catch (DecodeException nonsense) {
      return JsonArray.of();
    }
    if (decoded instanceof Number) {
      throw Refusal.crash();
    }
    return decoded instanceof JsonArray array ? array : decoded instanceof Collection<?> ids ? ids : JsonArray.of();
  }
}
