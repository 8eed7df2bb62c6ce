package worksound.inference.acestep.models;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import worksound.messages.Snapshot.Explanation;

/**
 * The models on ACE-Step's disk.
 *
 * @param models   DiT models
 * @param lmModels language models
 */
public record Inventory(Set<String> models, Set<String> lmModels) {

  /** What the main download brings; they have no download of their own. */
  private static final Set<String> MAIN_MODELS = Set.of("acestep-v15-turbo", "acestep-5Hz-lm-1.7B");

  /** Reads the answer of {@code /v1/model_inventory}. */
  static Inventory of(JsonObject answer) {
    return new Inventory(ModelList.names(answer), ModelList.names(answer.getValue("lm_models")));
  }

  /** Which of the models that are asked for are not there, each once. */
  List<String> missing(List<FallbackChain.ParameterSet> asked) {
    List<String> missing = new ArrayList<>();
    for (FallbackChain.ParameterSet parameterSet : asked) {
      Stream<String> model = Stream.of(parameterSet.model()).filter(name -> !models.contains(name));
      Stream<String> lmModel = Stream.ofNullable(parameterSet.lmModel()).filter(name -> !lmModels.contains(name));
      Stream.concat(model, lmModel).filter(name -> !missing.contains(name)).forEach(missing::add);
    }
    return missing;
  }

  /** How to get models that are missing, in words for a person; empty when none are. */
  static String remedy(List<String> missing) {
    return missing.stream().map(model -> model + " is not on the GPU host; to get it, run there: " + download(model))
      .collect(Collectors.joining(". "));
  }

  /** The same to be worded by a page; null when none are missing. */
  static Explanation explanation(List<String> missing) {
    return missing.isEmpty() ? null
      : Explanation.modelsMissing(missing, missing.stream().map(Inventory::download).distinct().collect(Collectors.joining(" && ")));
  }

  private static String download(String model) {
    return "uv run acestep-download" + (MAIN_MODELS.contains(model) ? "" : " --model " + model);
  }
}
