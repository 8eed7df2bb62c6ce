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
    fallback = fallback == null ? null : List.copyOf(fallback);
  }

  /** A server that differs in nothing. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static HostConfig of(String url) {
    return new HostConfig(url, null, null, null);
  }

  public boolean isBuiltin() {
    return AcestepConfig.BUILTIN.equals(url);
  }
}
