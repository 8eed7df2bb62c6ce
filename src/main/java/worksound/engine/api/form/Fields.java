package worksound.engine.api.form;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The fields of a task as ACE-Step reads them: several names for one thing, values also inside {@code param_obj} and
 * {@code metas}, numbers and booleans also as texts, and the default for whatever cannot be read.
 */
public final class Fields {

  private static final Map<String, List<String>> ALIASES = Map.ofEntries(
    Map.entry("prompt", List.of("prompt", "caption")),
    Map.entry("model", List.of("model", "model_name", "modelName", "dit_model", "ditModel")),
    Map.entry("key_scale", List.of("key_scale", "keyscale", "keyScale", "key")),
    Map.entry("audio_duration", List.of("audio_duration", "duration", "audioDuration", "target_duration", "targetDuration")),
    Map.entry("use_random_seed", List.of("use_random_seed", "useRandomSeed")),
    Map.entry("src_audio_path", List.of("src_audio_path", "ctx_audio_path", "sourceAudioPath", "srcAudioPath", "ctxAudioPath")),
    Map.entry("task_type", List.of("task_type", "taskType")));
  private static final List<String> METAS = List.of("metas", "meta", "metadata", "user_metadata", "userMetadata");

  private final List<JsonObject> sources;

  public Fields(JsonObject raw) {
    Object metas = METAS.stream().map(raw::getValue).filter(value -> value != null && !"".equals(value)).findFirst().orElse(null);
    sources = List.of(raw, object(raw.getValue("param_obj")), object(metas));
  }

  private static JsonObject object(Object value) {
    try {
      if (value instanceof String text && !text.isBlank()) {
        return new JsonObject(text);
      }
      return value instanceof JsonObject object ? object : new JsonObject();
    } catch (DecodeException e) {
      return new JsonObject();
    }
  }

  private Object value(String name) {
    for (JsonObject source : sources) {
      for (String alias : ALIASES.getOrDefault(name, List.of(name))) {
        if (source.getValue(alias) != null) {
          return source.getValue(alias);
        }
      }
    }
    return null;
  }

  public String text(String name, String fallback) {
    Object value = value(name);
    return value == null ? fallback : value.toString();
  }

  /** A whole number, as Python's {@code int()} reads one. */
  public int whole(String name, int fallback) {
    try {
      return Integer.parseInt(text(name, "").strip());
    } catch (NumberFormatException e) {
      return fallback;
    }
  }

  /** A finite number, as Python's {@code float()} reads one. */
  public double number(String name, double fallback) {
    try {
      String text = text(name, "").strip();
      boolean javaOnly = text.isEmpty() || Character.isLetter(text.charAt(text.length() - 1)) || text.startsWith("0x");
      double number = javaOnly ? fallback : Double.parseDouble(text);
      return Double.isFinite(number) ? number : fallback;
    } catch (NumberFormatException e) {
      return fallback;
    }
  }

  public boolean flag(String name, boolean fallback) {
    String text = text(name, "").strip().toLowerCase(Locale.ROOT);
    return text.isEmpty() ? fallback : List.of("1", "true", "yes", "y", "on").contains(text);
  }

  /** One of {@code allowed}; anything else that is present is an error, an empty text too. */
  public String choice(String name, String fallback, List<String> allowed) {
    String text = text(name, fallback);
    if (!allowed.contains(text)) {
      throw new IllegalArgumentException(name + " is \"" + text + "\", expected one of " + allowed);
    }
    return text;
  }
}
