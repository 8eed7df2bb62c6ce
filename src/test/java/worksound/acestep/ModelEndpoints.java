package worksound.acestep;

import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import worksound.acestep.StandInTask.State;

/** Health, statistics, models and {@code POST /v1/init}. */
final class ModelEndpoints {

  private static final Map<String, Class<?>> INIT_FIELDS =
    Map.of("model", String.class, "slot", Integer.class, "init_llm", Boolean.class, "lm_model_path", String.class);
  private static final double INITIAL_AVERAGE_SECONDS = 5.0;

  private final StandInState state;
  private final JobRunner runner;

  ModelEndpoints(StandInState state, JobRunner runner) {
    this.state = state;
    this.runner = runner;
  }

  void health(Call call) {
    call.data(state.models.health());
  }

  void models(Call call) {
    call.end(200, "application/json", state.models.openRouterList().encode());
  }

  void inventory(Call call) {
    state.auth.check(call);
    call.data(state.models.inventory());
  }

  void stats(Call call) {
    state.auth.check(call);
    if (state.faults.take(Fault.Point.STATS) != null) {
      throw Refusal.odd("{\"jobs\": [0], \"queue_size\": \"0\", \"avg_job_seconds\": \"5\"}");
    }
    JsonObject jobs = new JsonObject().put("total", state.tasks.size() + state.phantoms)
      .put("queued", state.count(State.QUEUED) + state.phantoms).put("running", state.count(State.RUNNING))
      .put("succeeded", state.count(State.SUCCEEDED)).put("failed", state.count(State.FAILED));
    call.data(new JsonObject().put("jobs", jobs).put("queue_size", runner.queueSize()).put("queue_maxsize", state.options.queueSize)
      .put("avg_job_seconds", state.count(State.SUCCEEDED) == 0 ? INITIAL_AVERAGE_SECONDS : state.options.jobMillis / 1000.0));
  }

  void init(Call call) {
    state.auth.check(call);
    JsonObject body = initBody(call);
    runner.turn().compose(turn -> loaded()).onComplete(end -> {
      try {
        JsonObject loaded = state.models.init(body);
        call.data(state.faults.take(Fault.Point.INIT) == null ? loaded
          : loaded.put("llm_initialized", String.valueOf(loaded.getValue("llm_initialized"))));
      } catch (Refusal failure) {
        state.log = failure.getMessage();
        failure.answer(call);
      }
      state.milestones.reached(StandInEvent.INITIALISED);
      runner.free();
    });
  }

  /** Completes when models are loaded. */
  private Future<?> loaded() {
    return Future.any(state.vertx.timer(Math.max(1, state.options.initMillis), TimeUnit.MILLISECONDS), state.initEnd.future());
  }

  private static JsonObject initBody(Call call) {
    if (!call.isJson() || call.body().length() == 0) {
      throw Refusal.invalid(call.body().length() == 0 ? "missing" : "model_attributes_type", "body", "", "Field required");
    }
    try {
      if (Json.decodeValue(call.body()) instanceof JsonObject object) {
        INIT_FIELDS.forEach((name, type) -> {
          Object value = object.getValue(name);
          if (value != null && !type.isInstance(value)) {
            throw Refusal.invalid("type_error", "body", name, "Input should be a valid " + type.getSimpleName().toLowerCase());
          }
        });
        requireSlot(object.getInteger("slot", 1));
        return object;
      }
    } catch (DecodeException e) {
      throw Refusal.invalid("json_invalid", "body", "", "JSON decode error");
    }
    throw Refusal.invalid("model_attributes_type", "body", "", "Input should be a valid dictionary");
  }

  private static void requireSlot(int slot) {
    if (slot < 1 || slot > 3) {
      throw Refusal.invalid("less_than_equal", "body", "slot", "Input should be between 1 and 3");
    }
  }
}
