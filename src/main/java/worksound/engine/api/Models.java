package worksound.engine.api;

import static worksound.config.AcestepConfig.BUILTIN_LM_MODEL;
import static worksound.config.AcestepConfig.BUILTIN_MODEL;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What the engine says about itself, in the shapes of ACE-Step's endpoints. It never pretends to be ACE-Step. */
final class Models {

  private Models() {
  }

  static JsonObject health() {
    return new JsonObject().put("status", "ok").put("models_initialized", true).put("llm_initialized", true)
      .put("loaded_model", BUILTIN_MODEL).put("loaded_lm_model", BUILTIN_LM_MODEL);
  }

  /** The models that are ready, in OpenRouter's shape. */
  static JsonArray ready() {
    return new JsonArray().add(new JsonObject().put("id", "acestep/" + BUILTIN_MODEL));
  }

  static JsonObject inventory() {
    JsonObject model = new JsonObject().put("name", BUILTIN_MODEL).put("supported_task_types", new JsonArray().add("text2music").add("repaint"));
    return new JsonObject().put("models", new JsonArray().add(model)).put("default_model", BUILTIN_MODEL)
      .put("lm_models", new JsonArray().add(new JsonObject().put("name", BUILTIN_LM_MODEL))).put("loaded_lm_model", BUILTIN_LM_MODEL);
  }

  /** The answer to /v1/init, whatever was asked for: there is nothing to load. */
  static JsonObject initialised(boolean withLm) {
    return new JsonObject().put("loaded_model", BUILTIN_MODEL).put("loaded_lm_model", withLm ? BUILTIN_LM_MODEL : null)
      .put("llm_initialized", true);
  }
}
