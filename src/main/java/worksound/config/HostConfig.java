package worksound.config;

import static worksound.config.ConfigException.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One server of {@code acestep.url}: its base URL, or an object with what differs there from the rest of {@code acestep}.
 *
 * @param url       {@value AcestepConfig#BUILTIN} for the built-in engine, else the GPU host's base URL
 * @param apiKeyEnv name of the environment variable that holds this host's API key; null for {@code acestep.api_key_env}
 * @param params    overlay on {@code acestep.params}
 * @param fallback  replaces {@code acestep.fallback}; null for that one
 */
public record HostConfig(String url, String apiKeyEnv, Map<String, Object> params, List<Map<String, Object>> fallback) {

  @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
  public HostConfig {
    require(AcestepConfig.BUILTIN.equals(url) || AcestepConfig.isHttpUrl(url), "acestep.url", url,
      "\"builtin\" or the base URL of an ACE-Step server such as http://gpu-host:8001, or a list of these");
    require(apiKeyEnv == null || !apiKeyEnv.isBlank(), "acestep.url.api_key_env", apiKeyEnv, "the name of an environment variable");
    require(fallback == null || fallback.stream().noneMatch(Objects::isNull), "acestep.url.fallback", fallback, "a list of objects");
    params = params == null ? Map.of() : new LinkedHashMap<>(params);
    requireModelNames("acestep.url.params", params);
    if (fallback != null) {
      requireModelNames("acestep.url.fallback", fallback);
      fallback = List.copyOf(fallback);
    }
  }

  /** A server that differs in nothing. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static HostConfig of(String url) {
    return new HostConfig(url, null, null, null);
  }

  public boolean isBuiltin() {
    return AcestepConfig.BUILTIN.equals(url);
  }

  /**
   * Refuses parameters that name models by something else than texts; what the others may be, ACE-Step knows.
   *
   * @param key    of the parameters in the configuration
   * @param params all of them, or an overlay that holds some
   */
  static void requireModelNames(String key, Map<String, Object> params) {
    Object model = params.get("model");
    require(!params.containsKey("model") || model instanceof String, key + ".model", model, "the name of a DiT model");
    Object lm = params.get("lm_model_path");
    require(lm == null || lm instanceof String, key + ".lm_model_path", lm, "the name of an LM, or null for none");
  }

  /** The same for each of a list of overlays. */
  static void requireModelNames(String key, List<Map<String, Object>> overlays) {
    for (int i = 0; i < overlays.size(); i++) {
      requireModelNames(key + "[" + i + "]", overlays.get(i));
    }
  }
}
