package worksound.acestep;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is loaded, what is said to be loaded (not the same), and the failures that stick. Thread-safe. */
final class Models {

  private static final String DEFAULT_LM_NAME = "acestep-5Hz-lm-0.6B";
  private static final String OUT_OF_MEMORY = "CUDA out of memory. Tried to allocate 96.00 MiB.";

  private final StandInOptions options;
  private final Set<String> broken = new HashSet<>();
  private String configuredDit;
  private String dit;
  private boolean initialised;
  private String lm;
  private String namedLm;
  private String lmError;
  private String ditError;
  private boolean initCalled;

  Models(StandInOptions options) {
    this.options = options;
    forget();
  }

  /** As after a restart; what is broken stays broken. */
  synchronized void forget() {
    configuredDit = options.dits.get(0);
    dit = null;
    initialised = false;
    lm = null;
    namedLm = null;
    lmError = null;
    ditError = null;
    initCalled = false;
    if (options.old) {
      loadLazily();
    }
  }

  synchronized void breakModel(String name) {
    broken.add(name);
  }

  synchronized void mendModel(String name) {
    broken.remove(name);
  }

  /** As if the language model's initialisation had failed at start: sticks until a {@code /v1/init} with one succeeds. */
  synchronized void failLm() {
    lm = null;
    lmError = lmFailure(OUT_OF_MEMORY);
  }

  synchronized boolean initCalled() {
    return initCalled;
  }

  /** {@code POST /v1/init}. @throws Refusal with HTTP 200 and the failure in the envelope */
  synchronized JsonObject init(JsonObject body) {
    int slot = body.getInteger("slot", 1);
    if (slot != 1) {
      throw Refusal.inEnvelope(400, "Slot " + slot + " is not configured. Set ACESTEP_CONFIG_PATH" + slot);
    }
    initCalled = true;
    loadDit(body.getString("model", configuredDit));
    boolean withLm = body.getBoolean("init_llm", false);
    if (withLm) {
      namedLm = body.getString("lm_model_path", namedLm == null ? largestLm() : namedLm);
      loadLm(namedLm);
      if (lmError != null) {
        throw Refusal.inEnvelope(500, "Model initialization failed: LLM init failed: " + lmError);
      }
    }
    return inventory().put("message", "Model initialization completed").put("slot", 1).put("loaded_model", dit)
      .put("loaded_lm_model", withLm ? namedLm : null);
  }

  private void loadDit(String name) {
    dit = null;
    if (!options.dits.contains(name) || broken.contains(name)) {
      String why = broken.contains(name) ? OUT_OF_MEMORY : "Failed to download " + name + ": couldn't connect to the hub";
      throw Refusal.inEnvelope(500, "Model initialization failed: " + why);
    }
    dit = name;
    configuredDit = name;
    initialised = true;
    ditError = null;
  }

  private void loadLm(String name) {
    lm = null;
    boolean known = options.lms.contains(name);
    lmError = known && !broken.contains(name) ? null
      : lmFailure(known ? OUT_OF_MEMORY : "5Hz LM model not found at /home/gpu/ACE-Step-1.5/checkpoints/" + name);
    if (lmError == null) {
      lm = name;
    }
  }

  private static String lmFailure(String why) {
    return "❌ Error initializing 5Hz LM: " + why;
  }

  /** Whether nothing is loaded yet that a job could run on. */
  synchronized boolean isLazy() {
    return !initialised && ditError == null;
  }

  /** Before a job, on the server's own accord: the configured DiT and the largest LM, whatever the job asks for. */
  synchronized void loadLazily() {
    if (!isLazy()) {
      return;
    }
    try {
      loadDit(configuredDit);
      if (lmError == null) {
        loadLm(largestLm());
      }
    } catch (Refusal failure) {
      ditError = "Failed to initialize model " + configuredDit;
    }
  }

  /** The error that ends every job before it starts; null when models are loaded. */
  synchronized String errorBeforeStart() {
    return ditError;
  }

  /** Why {@code request} cannot run on what is loaded; null when it can. */
  synchronized String errorOf(ReleaseRequest request) {
    if (request.thinking() && lm == null && lmError == null) {
      loadLm(request.text("lm_model_path", largestLm()));
    }
    if (request.thinking() && lmError != null) {
      return "RuntimeError: 5Hz LM init failed: " + lmError;
    }
    return dit == null ? "RuntimeError: Model not fully initialized. Please initialize all components first." : null;
  }

  synchronized String ditOfResult() {
    return dit;
  }

  /** The LM that results name: an environment variable, or a literal. */
  synchronized String lmOfResult() {
    return namedLm == null ? DEFAULT_LM_NAME : namedLm;
  }

  /** The LM that is really loaded; null when there is none. */
  synchronized String loadedLm() {
    return lm;
  }

  private String largestLm() {
    List<String> lms = options.lms;
    return lms.isEmpty() ? DEFAULT_LM_NAME : lms.get(lms.size() - 1);
  }

  synchronized JsonObject health() {
    JsonObject health = new JsonObject().put("status", "ok").put("service", "ACE-Step API").put("version", "1.0");
    return options.old ? health : health.put("models_initialized", initialised).put("llm_initialized", lm != null)
      .put("loaded_model", configuredDit).put("loaded_lm_model", namedLm);
  }

  synchronized JsonObject inventory() {
    JsonArray dits = new JsonArray();
    options.dits.forEach(name -> dits.add(new JsonObject().put("name", name).put("is_default", name.equals(configuredDit))
      .put("is_loaded", name.equals(dit)).put("supported_task_types", JsonArray.of("text2music", "repaint", "cover"))));
    JsonArray lms = new JsonArray();
    options.lms.forEach(name -> lms.add(new JsonObject().put("name", name).put("is_loaded", name.equals(namedLm) && lm != null)));
    return new JsonObject().put("models", dits).put("default_model", configuredDit).put("lm_models", lms)
      .put("loaded_lm_model", namedLm).put("llm_initialized", lm != null);
  }

  /** {@code /v1/models} in OpenRouter's shape: initialised DiTs only. */
  synchronized JsonObject openRouterList() {
    JsonArray data = new JsonArray();
    if (dit != null) {
      data.add(new JsonObject().put("id", "acestep/" + dit).put("name", "ACE-Step " + dit).put("created", 1_795_364_360)
        .put("input_modalities", JsonArray.of("text", "audio")).put("output_modalities", JsonArray.of("audio", "text"))
        .put("context_length", 4096).put("max_output_length", 300)
        .put("pricing", new JsonObject().put("prompt", "0").put("completion", "0")));
    }
    return new JsonObject().put("object", "list").put("data", data);
  }
}
