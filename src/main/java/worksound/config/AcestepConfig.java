package worksound.config;

import static worksound.config.ConfigException.require;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The ACE-Step server that generates, and what it is asked for.
 *
 * @param url                  {@value #BUILTIN} for the built-in engine, else the GPU host's base URL
 * @param apiKeyEnv            name of the environment variable that holds the API key
 * @param params               sent with every task; any parameter ACE-Step knows
 * @param fallback             overlays on {@code params}, tried in order when ACE-Step cannot do what is asked
 * @param fallbackSlowSegments segments in a row slower than real time after which a fallback is taken, 0 for never
 * @param initTimeoutSeconds   longest time that loading the models may take
 * @param taskTimeoutSeconds   longest time one task may take
 * @param taskStallSeconds     longest time a task may go without any progress
 * @param downloadStallSeconds longest time a download may go without a byte
 * @param maxDownloadBytes     largest WAV that is accepted from ACE-Step
 * @param maxAttempts          tries per segment before a fallback is taken or the session fails
 * @param retrySeconds         least and longest pause between two tries
 * @param giveUpMinutes        how long an unreachable server is waited for once music has played
 */
public record AcestepConfig(String url, String apiKeyEnv, Map<String, Object> params, List<Map<String, Object>> fallback,
                            int fallbackSlowSegments, int initTimeoutSeconds, int taskTimeoutSeconds, int taskStallSeconds,
                            int downloadStallSeconds, long maxDownloadBytes, int maxAttempts, SecondsRange retrySeconds,
                            int giveUpMinutes) {

  public static final String BUILTIN = "builtin";
  /** What the built-in engine calls itself. */
  public static final String BUILTIN_MODEL = "worksound-synth";
  /** What the built-in engine says of the LM that it does not have. */
  public static final String BUILTIN_LM_MODEL = "none";

  public AcestepConfig {
    require(BUILTIN.equals(url) || isHttpUrl(url), "acestep.url", url,
      "\"builtin\" or the base URL of an ACE-Step server such as http://gpu-host:8001");
    require(apiKeyEnv != null && !apiKeyEnv.isBlank(), "acestep.api_key_env", apiKeyEnv, "the name of an environment variable");
    require(params != null, "acestep.params", null, "an object");
    require(params.get("model") instanceof String, "acestep.params.model", params.get("model"), "the name of a DiT model");
    require(fallback != null && fallback.stream().noneMatch(Objects::isNull), "acestep.fallback", fallback, "a list of objects");
    require(fallbackSlowSegments >= 0, "acestep.fallback_slow_segments", fallbackSlowSegments, "0 (never) or more");
    require(initTimeoutSeconds >= 1, "acestep.init_timeout_seconds", initTimeoutSeconds, "1 second or more");
    require(taskTimeoutSeconds >= 1, "acestep.task_timeout_seconds", taskTimeoutSeconds, "1 second or more");
    require(taskStallSeconds >= 1, "acestep.task_stall_seconds", taskStallSeconds, "1 second or more");
    require(downloadStallSeconds >= 1, "acestep.download_stall_seconds", downloadStallSeconds, "1 second or more");
    require(maxDownloadBytes >= 1_000, "acestep.max_download_bytes", maxDownloadBytes, "1000 bytes or more");
    require(maxAttempts >= 1, "acestep.max_attempts", maxAttempts, "1 or more");
    require(retrySeconds != null && retrySeconds.min() > 0, "acestep.retry_seconds", retrySeconds, "[min, max] seconds, min above 0");
    require(giveUpMinutes >= 1, "acestep.give_up_minutes", giveUpMinutes, "1 minute or more");
    params = new LinkedHashMap<>(params);
    fallback = List.copyOf(fallback);
  }

  /** {@link #giveUpMinutes} in seconds. */
  public double giveUpSeconds() {
    return giveUpMinutes * 60.0;
  }

  public boolean isBuiltin() {
    return BUILTIN.equals(url);
  }

  /** This configuration spoken to the built-in engine at a URL, which has one model and nothing to fall back to. */
  public AcestepConfig withBuiltin(String engineUrl) {
    Map<String, Object> own = new LinkedHashMap<>(params);
    own.put("model", BUILTIN_MODEL);
    own.put("lm_model_path", BUILTIN_LM_MODEL);
    return new AcestepConfig(engineUrl, apiKeyEnv, own, List.of(), fallbackSlowSegments, initTimeoutSeconds, taskTimeoutSeconds,
      taskStallSeconds, downloadStallSeconds, maxDownloadBytes, maxAttempts, retrySeconds, giveUpMinutes);
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
