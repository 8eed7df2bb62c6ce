package worksound.inference;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Makes sure, before a task is sent, that ACE-Step is there, takes the key, is new enough, and has the models in memory that are
 * asked for. Loading them with {@code /v1/init} is the only way to have the LM that was asked for, and keeps the server responsive.
 */
final class Preparation {

  private final AcestepClient client;
  private FallbackLadder.Rung loaded;

  Preparation(AcestepClient client) {
    this.client = client;
  }

  /**
   * Prepares the server for a rung; at once when it already is.
   *
   * @param stage     told what is going on
   * @param durations told the server's average task time
   */
  Future<Void> prepare(FallbackLadder.Rung rung, Consumer<String> stage, Durations durations) {
    stage.accept("asking ACE-Step");
    return client.health()
      .compose(health -> isReady(health, rung) ? Future.succeededFuture() : load(rung, stage, durations));
  }

  /** Whatever was loaded may not be any more. */
  void forget() {
    loaded = null;
  }

  private boolean isReady(JsonObject health, FallbackLadder.Rung rung) {
    return loaded != null && Objects.equals(loaded.model(), rung.model()) && Objects.equals(loaded.lmModel(), rung.lmModel())
      && health.getBoolean("models_initialized", false)
      && (rung.lmModel() == null || health.getBoolean("llm_initialized", false));
  }

  private Future<Void> load(FallbackLadder.Rung rung, Consumer<String> stage, Durations durations) {
    loaded = null;
    return client.inventory()
      .recover(e -> AcestepException.of(e).problem() == Problem.NO_FILE ? Future.failedFuture(outdated()) : Future.failedFuture(e))
      .compose(inventory -> {
        String missing = missing(inventory, rung);
        stage.accept("loading models " + names(rung) + (missing.isEmpty() ? "" : " (" + missing + ")"));
        return client.stats()
          .onSuccess(stats -> durations.serverAverage(stats.getDouble("avg_job_seconds")))
          .compose(stats -> client.init(rung.model(), rung.lmModel()))
          .recover(e -> Future.failedFuture(explain(AcestepException.of(e), rung, missing)));
      })
      .compose(answer -> check(answer, rung));
  }

  private Future<Void> check(JsonObject answer, FallbackLadder.Rung rung) {
    String model = answer.getString("loaded_model");
    String lmModel = answer.getString("loaded_lm_model");
    if (model != null && !model.equals(rung.model())) {
      return Future.failedFuture(Problem.WRONG_MODEL.because("ACE-Step loaded " + model + " instead of " + rung.model() + ". " + download(rung.model())));
    }
    if (rung.lmModel() != null && (!answer.getBoolean("llm_initialized", false) || lmModel != null && !lmModel.equals(rung.lmModel()))) {
      return Future.failedFuture(Problem.LM_FAILED.because("ACE-Step did not load the LM " + rung.lmModel() + ". " + download(rung.lmModel())));
    }
    loaded = rung;
    return Future.succeededFuture();
  }

  private static AcestepException explain(AcestepException e, FallbackLadder.Rung rung, String missing) {
    return switch (e.problem()) {
      case SERVER_ERROR, TASK_FAILED, REQUEST_REFUSED -> Problem.INITIALIZATION_FAILED.because("ACE-Step could not load " + names(rung) + ": "
        + e.getMessage() + (missing.isEmpty() ? "" : ". " + missing));
      case LM_FAILED, OUT_OF_MEMORY -> e.problem().because(e.getMessage() + (missing.isEmpty() ? "" : ". " + missing));
      default -> e;
    };
  }

  /** What is not on the server's disk and how to get it; empty when all is there. */
  private static String missing(JsonObject inventory, FallbackLadder.Rung rung) {
    if (!has(inventory.getJsonArray("models"), rung.model())) {
      return "not on the GPU host: " + rung.model() + ". " + download(rung.model());
    }
    return rung.lmModel() == null || has(inventory.getJsonArray("lm_models"), rung.lmModel())
      ? "" : "not on the GPU host: " + rung.lmModel() + ". " + download(rung.lmModel());
  }

  private static boolean has(JsonArray models, String name) {
    return models != null && models.stream().anyMatch(model -> model instanceof JsonObject known && name.equals(known.getString("name")));
  }

  private static String download(String model) {
    return "To get it, run there: uv run acestep-download --model " + model;
  }

  private static String names(FallbackLadder.Rung rung) {
    return rung.model() + (rung.lmModel() == null ? "" : " and " + rung.lmModel());
  }

  private static AcestepException outdated() {
    return Problem.OUTDATED.because("This ACE-Step is too old: it cannot take the audio that the next segment continues. "
      + "Update ACE-Step on the GPU host (git pull, uv sync) and start it again.");
  }
}
