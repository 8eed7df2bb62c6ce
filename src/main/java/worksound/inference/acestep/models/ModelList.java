package worksound.inference.acestep.models;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The models of {@code /v1/models}, which comes in OpenRouter's shape, a list of {@code {"id": "acestep/NAME"}}, or in ACE-Step's
 * own, {@code {"models": [{"name": …}]}}.
 */
public final class ModelList {

  private static final String PREFIX = "acestep/";

  private ModelList() {
  }

  /** The bare names; empty when there are none, or none can be made out. */
  static Set<String> names(Object data) {
    Object list = data instanceof JsonObject object ? object.getValue("models") : data;
    return list instanceof JsonArray models ? models.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast)
      .map(model -> String.valueOf(model.getValue("name") != null && model.getValue("id") == null ? model.getValue("name") : model.getValue("id")))
      .map(name -> name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name).collect(Collectors.toSet()) : Set.of();
  }
}
