package worksound.inference.acestep.models;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import worksound.inference.acestep.http.AcestepClient;
import worksound.inference.acestep.http.AnswerFields;
import worksound.inference.acestep.task.Durations;
import worksound.inference.failure.AcestepException;
import worksound.inference.failure.Limit;
import worksound.inference.failure.Problem;
import worksound.messages.Snapshot.Phase;
import worksound.time.Scheduler;

/**
 * Makes sure, before a task is sent, that ACE-Step is there, takes the key, is new enough, and has the models in memory that are
 * asked for. Loading them with {@code /v1/init} is the only way to have the LM that was asked for, and keeps the server responsive.
 */
public final class ModelLoader {

  /** How long a server that has failed may take to show that it is back. */
  private static final Limit PROBE = new Limit(2, "another server stands ready");

  private final String server;
  private final AcestepClient client;
  private final Scheduler scheduler;
  private final Durations durations;
  private final CompatibilityProbe compatibilityProbe;
  private Loaded loaded;
  /** The loading that a probe has begun, null when there is none. */
  private Future<Void> warmUp;

  /**
   * What was loaded.
   *
   * @param seen how the server showed itself right afterwards; when it shows itself otherwise it was restarted or used by others
   */
  private record Loaded(String model, String lmModel, List<Object> seen) {
  }

  /**
   * @param server    what people call the server
   * @param durations takes the server's average task time
   */
  public ModelLoader(String server, AcestepClient client, Scheduler scheduler, Durations durations) {
    this.server = server;
    this.client = client;
    this.scheduler = scheduler;
    this.durations = durations;
    this.compatibilityProbe = new CompatibilityProbe(client);
  }

  /**
   * Prepares the server for a set of parameters; at once when it already is.
   *
   * @param outage  longest time without an answer, in seconds
   * @param onPhase called with what is going on, also in words
   */
  public Future<Void> prepare(FallbackChain.ParameterSet parameterSet, double outage, BiConsumer<Phase, String> onPhase) {
    if (warmUp == null) {
      return loadUnlessReady(parameterSet, outage, onPhase);
    }
    publishLoading(parameterSet, List.of(), onPhase);
    return warmUp.transform(done -> {
      warmUp = null;
      return loadUnlessReady(parameterSet, outage, onPhase);
    });
  }

  private Future<Void> loadUnlessReady(FallbackChain.ParameterSet parameterSet, double outage, BiConsumer<Phase, String> onPhase) {
    onPhase.accept(Phase.of(Phase.Code.asking), "asking ACE-Step");
    return compatibilityProbe.health()
      .compose(health -> isReady(health, parameterSet) ? Future.succeededFuture() : load(parameterSet, outage, onPhase));
  }

  /**
   * Whether the server is ready at once. When it is there without its models it begins to load them, and is not ready until it has them;
   * how that has ended is the answer to the first probe after it.
   *
   * @param outage longest time without an answer while it loads, in seconds
   */
  public Future<Void> probe(FallbackChain.ParameterSet parameterSet, double outage) {
    // A server that loads may not answer anything else meanwhile.
    return warmUp != null ? awaitWarmUp() : client.health(PROBE).compose(health -> {
      if (isReady(health, parameterSet)) {
        return Future.succeededFuture();
      }
      warmUp = loadUnlessReady(parameterSet, outage, (phase, words) -> { });
      return awaitWarmUp();
    });
  }

  private Future<Void> awaitWarmUp() {
    Promise<Void> ready = Promise.promise();
    long timerId = scheduler.schedule(PROBE.seconds(),
      () -> ready.tryFail(Problem.UNREACHABLE.because("ACE-Step at " + server + " is still loading its models.")
        .explained("still-loading", Map.of("host", server))));
    Future<Void> loading = warmUp;
    loading.onComplete(done -> {
      if (done.succeeded() ? ready.tryComplete() : ready.tryFail(done.cause())) {
        warmUp = null;
      }
    });
    return ready.future().onComplete(done -> scheduler.cancel(timerId));
  }

  /** Whether a server that shows itself like this has the models in memory, loaded by us and untouched since then. */
  private boolean isReady(JsonObject health, FallbackChain.ParameterSet parameterSet) {
    return loaded != null && loaded.equals(new Loaded(parameterSet.model(), parameterSet.lmModel(), view(health)));
  }

  private static List<Object> view(JsonObject health) {
    return List.of(String.valueOf(health.getValue("models_initialized")), String.valueOf(health.getValue("llm_initialized")),
      String.valueOf(health.getValue("loaded_model")), String.valueOf(health.getValue("loaded_lm_model")));
  }

  private Future<Void> load(FallbackChain.ParameterSet parameterSet, double outage, BiConsumer<Phase, String> onPhase) {
    loaded = null;
    return client.stats()
      .onSuccess(stats -> durations.serverAverage(new AnswerFields("stats", stats).number("avg_job_seconds")))
      .compose(stats -> compatibilityProbe.inventory())
      .compose(inventory -> {
        List<String> missing = inventory.missing(List.of(parameterSet));
        publishLoading(parameterSet, missing, onPhase);
        return init(parameterSet, outage).compose(answer -> check(answer, parameterSet))
          .recover(e -> Future.failedFuture(explain(AcestepException.of(e), parameterSet, missing)));
      })
      .compose(v -> client.health())
      .onSuccess(health -> loaded = new Loaded(parameterSet.model(), parameterSet.lmModel(), view(health)))
      .mapEmpty();
  }

  private Future<JsonObject> init(FallbackChain.ParameterSet parameterSet, double outage) {
    Future<JsonObject> answer = client.init(parameterSet.model(), parameterSet.lmModel());
    LivenessCheck liveness = new LivenessCheck(scheduler, seconds -> client.health(new Limit(seconds, "while it loads its models")), outage);
    return liveness.watch(answer).onFailure(e -> {
      if (!answer.isComplete()) {
        client.abandonInit();
      }
    });
  }

  private Future<Void> check(JsonObject answer, FallbackChain.ParameterSet parameterSet) {
    AnswerFields fields = new AnswerFields("init", answer);
    String model = fields.text("loaded_model");
    String lmModel = fields.text("loaded_lm_model");
    boolean lmLoaded = fields.flag("llm_initialized", lmModel != null);
    if (model != null && !model.equals(parameterSet.model())) {
      return Future.failedFuture(Problem.WRONG_MODEL.because("ACE-Step loaded " + model + " instead of " + parameterSet.model())
        .explained("wrong-model", Map.of("used", model, "expected", parameterSet.model())));
    }
    if (parameterSet.lmModel() != null && (!lmLoaded || lmModel != null && !lmModel.equals(parameterSet.lmModel()))) {
      return Future.failedFuture(Problem.LM_FAILED.because("ACE-Step did not load the LM " + parameterSet.lmModel()));
    }
    return client.models().map(ModelList::names).compose(ready -> ready.isEmpty() || ready.contains(parameterSet.model())
      ? Future.succeededFuture()
      : Future.failedFuture(Problem.WRONG_MODEL.because("ACE-Step has " + String.join(", ", ready) + " ready instead of "
        + parameterSet.model()).explained("wrong-model", Map.of("used", List.copyOf(ready), "expected", parameterSet.model()))));
  }

  private static void publishLoading(FallbackChain.ParameterSet parameterSet, List<String> missing, BiConsumer<Phase, String> onPhase) {
    Phase phase = new Phase(Phase.Code.loading, models(parameterSet), Inventory.explanation(missing));
    onPhase.accept(phase, "loading models " + names(parameterSet) + remedy(missing));
  }

  private static AcestepException explain(AcestepException e, FallbackChain.ParameterSet parameterSet, List<String> missing) {
    String words = "ACE-Step could not load " + names(parameterSet) + ": " + e.getMessage() + remedy(missing);
    AcestepException failure = switch (e.problem()) {
      case SERVER_ERROR, REQUEST_REFUSED, NOT_FOUND -> Problem.INITIALIZATION_FAILED.because(words).quoting(e.explanation().detail())
        .explained(Problem.INITIALIZATION_FAILED.code(), Map.of("models", models(parameterSet)));
      case INITIALIZATION_FAILED, LM_FAILED, OUT_OF_MEMORY, WRONG_MODEL -> e.problem().because(words).explained(e.explanation());
      default -> e;
    };
    return failure == e || missing.isEmpty() ? failure : failure.explained(Inventory.explanation(missing));
  }

  private static String remedy(List<String> missing) {
    return missing.isEmpty() ? "" : ". " + Inventory.remedy(missing);
  }

  private static String names(FallbackChain.ParameterSet parameterSet) {
    return String.join(" and ", models(parameterSet));
  }

  private static List<String> models(FallbackChain.ParameterSet parameterSet) {
    return Stream.of(parameterSet.model(), parameterSet.lmModel()).filter(Objects::nonNull).toList();
  }
}
