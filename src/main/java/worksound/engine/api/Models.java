package worksound.engine.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import worksound.config.AcestepConfig;

/** What the engine says about itself, in the shapes of ACE-Step's endpoints. It never pretends to be ACE-Step. */
final class Models {

  /** Reported wherever ACE-Step reports its diffusion model. */
  static final String SYNTH = AcestepConfig.BUILTIN_MODEL;
  /** Reported wherever ACE-Step reports its language model. */
  static final String LM = AcestepConfig.BUILTIN_LM_MODEL;

  private Models() {
  }

  static JsonObject health() {
    return new JsonObject().put("status", "ok").put("service", "ACE-Step API (worksound built-in synthesizer)").put("version", "1.0")
      .put("models_initialized", true).put("llm_initialized", true).put("loaded_model", SYNTH).put("loaded_lm_model", LM);
  }

  /** OpenRouter's shape, without an envelope. */
  static JsonObject list(long createdSeconds) {
    JsonObject model = new JsonObject().put("id", "acestep/" + SYNTH).put("name", "worksound built-in synthesizer (not ACE-Step)")
      .put("created", createdSeconds).put("input_modalities", new JsonArray().add("text").add("audio"))
      .put("output_modalities", new JsonArray().add("audio").add("text")).put("context_length", 4096).put("max_output_length", 600)
      .put("pricing", new JsonObject().put("prompt", "0").put("completion", "0").put("request", "0"));
    return new JsonObject().put("object", "list").put("data", new JsonArray().add(model));
  }

  static JsonObject inventory() {
    return new JsonObject().put("models", models()).put("default_model", SYNTH).put("lm_models", lmModels()).put("loaded_lm_model", LM)
      .put("llm_initialized", true);
  }

  /** The answer to /v1/init, whatever was asked for: there is nothing to load. */
  static JsonObject initialised(int slot, boolean withLm) {
    JsonObject done = new JsonObject().put("message", "Model initialization completed").put("slot", slot).put("loaded_model", SYNTH);
    return (withLm ? done.put("loaded_lm_model", LM) : done.putNull("loaded_lm_model")).put("models", models()).put("lm_models", lmModels())
      .put("llm_initialized", true);
  }

  private static JsonArray models() {
    return new JsonArray().add(new JsonObject().put("name", SYNTH).put("is_default", true).put("is_loaded", true)
      .put("supported_task_types", new JsonArray().add("text2music").add("repaint")));
  }

  private static JsonArray lmModels() {
    return new JsonArray().add(new JsonObject().put("name", LM).put("is_loaded", true));
  }
}
