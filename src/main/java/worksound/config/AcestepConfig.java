package worksound.config;

import static worksound.config.ConfigException.require;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The ACE-Step server that generates, and what it is asked for.
 *
 * @param url                {@value #BUILTIN} for the built-in engine, else the GPU host's base URL
 * @param apiKeyEnv          name of the environment variable that holds the API key
 * @param params             sent with every task; any parameter ACE-Step knows
 * @param fallback           overlays on {@code params}, tried in order when ACE-Step cannot do what is asked
 * @param taskTimeoutSeconds longest time one task may take
 * @param maxAttempts        tries per segment before the session fails
 * @param maxDownloadBytes   largest WAV that is accepted from ACE-Step
 */
public record AcestepConfig(String url, String apiKeyEnv, Map<String, Object> params, List<Map<String, Object>> fallback,
                            int taskTimeoutSeconds, int maxAttempts, long maxDownloadBytes) {

  public static final String BUILTIN = "builtin";

  public AcestepConfig {
    require(BUILTIN.equals(url) || isHttpUrl(url), "acestep.url", url,
      "\"builtin\" or the base URL of an ACE-Step server such as http://gpu-host:8001");
    require(apiKeyEnv != null && !apiKeyEnv.isBlank(), "acestep.api_key_env", apiKeyEnv, "the name of an environment variable");
    require(params != null, "acestep.params", null, "an object");
    require(fallback != null && !fallback.contains(null), "acestep.fallback", fallback, "a list of objects");
    require(taskTimeoutSeconds >= 1, "acestep.task_timeout_seconds", taskTimeoutSeconds, "1 second or more");
    require(maxAttempts >= 1, "acestep.max_attempts", maxAttempts, "1 or more");
    require(maxDownloadBytes >= 1_000, "acestep.max_download_bytes", maxDownloadBytes, "1000 bytes or more");
    params = new LinkedHashMap<>(params);
    fallback = List.copyOf(fallback);
  }

  public boolean isBuiltin() {
    return BUILTIN.equals(url);
  }

  private static boolean isHttpUrl(String url) {
    try {
      URI uri = URI.create(url);
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
    } catch (IllegalArgumentException | NullPointerException e) {
      return false;
    }
  }
}
