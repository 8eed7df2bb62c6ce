package worksound.config;

import static worksound.config.ConfigException.require;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The ACE-Step servers that generate, and what they are asked for.
 *
 * @param url                    the servers, the first choice first: one, or a list
 * @param apiKeyEnv              name of the environment variable that holds the API key
 * @param params                 sent with every task; any parameter ACE-Step knows
 * @param fallback               overlays on {@code params}, tried in order when ACE-Step cannot do what is asked
 * @param fallbackSlowSegments   segments in a row slower than real time after which a fallback is taken, 0 for never
 * @param answerTimeoutSeconds   longest time for an answer of the API as a whole, loading models apart
 * @param initTimeoutSeconds     longest time that loading the models may take
 * @param taskTimeoutSeconds     longest time one task may take
 * @param taskStallSeconds       longest time a task may go without any progress
 * @param downloadStallSeconds   longest time a download may go without a byte
 * @param transferTimeoutSeconds longest time that sending a seed, or fetching a WAV, may take as a whole
 * @param maxDownloadBytes       largest WAV that is accepted from ACE-Step
 * @param maxAttempts            tries per segment before a fallback is taken or the session fails
 * @param retrySeconds           least and longest pause between two tries
 * @param giveUpMinutes          how long an unreachable server is waited for once music has played
 */
public record AcestepConfig(@JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<HostConfig> url, String apiKeyEnv,
                            Map<String, Object> params, List<Map<String, Object>> fallback, int fallbackSlowSegments,
                            int answerTimeoutSeconds, int initTimeoutSeconds, int taskTimeoutSeconds, int taskStallSeconds,
                            int downloadStallSeconds, int transferTimeoutSeconds, long maxDownloadBytes, int maxAttempts,
                            SecondsRange retrySeconds, int giveUpMinutes) {

  public static final String BUILTIN = "builtin";
  /** What the built-in engine calls itself. */
  public static final String BUILTIN_MODEL = "worksound-synth";
  /** What the built-in engine says of the LM that it does not have. */
  public static final String BUILTIN_LM_MODEL = "none";

  public AcestepConfig {
    require(url != null && !url.isEmpty() && url.stream().noneMatch(Objects::isNull), "acestep.url", url, "a server or a list of servers");
    require(url.stream().map(HostConfig::url).distinct().count() == url.size(), "acestep.url", url.stream().map(HostConfig::url).toList(),
      "each server once");
    require(apiKeyEnv != null && !apiKeyEnv.isBlank(), "acestep.api_key_env", apiKeyEnv, "the name of an environment variable");
    require(params != null, "acestep.params", null, "an object");
    require(params.get("model") instanceof String, "acestep.params.model", params.get("model"), "the name of a DiT model");
    HostConfig.requireModelNames("acestep.params", params);
    require(fallback != null && fallback.stream().noneMatch(Objects::isNull), "acestep.fallback", fallback, "a list of objects");
    HostConfig.requireModelNames("acestep.fallback", fallback);
    require(fallbackSlowSegments >= 0, "acestep.fallback_slow_segments", fallbackSlowSegments, "0 (never) or more");
    require(answerTimeoutSeconds >= 1, "acestep.answer_timeout_seconds", answerTimeoutSeconds, "1 second or more");
    require(initTimeoutSeconds >= 1, "acestep.init_timeout_seconds", initTimeoutSeconds, "1 second or more");
    require(taskTimeoutSeconds >= 1, "acestep.task_timeout_seconds", taskTimeoutSeconds, "1 second or more");
    require(taskStallSeconds >= 1, "acestep.task_stall_seconds", taskStallSeconds, "1 second or more");
    require(downloadStallSeconds >= 1, "acestep.download_stall_seconds", downloadStallSeconds, "1 second or more");
    require(transferTimeoutSeconds >= downloadStallSeconds, "acestep.transfer_timeout_seconds", transferTimeoutSeconds,
      "acestep.download_stall_seconds (" + downloadStallSeconds + ") or more");
    require(maxDownloadBytes >= 1_000, "acestep.max_download_bytes", maxDownloadBytes, "1000 bytes or more");
    require(maxAttempts >= 1, "acestep.max_attempts", maxAttempts, "1 or more");
    require(retrySeconds != null && retrySeconds.min() > 0, "acestep.retry_seconds", retrySeconds, "[min, max] seconds, min above 0");
    require(giveUpMinutes >= 1, "acestep.give_up_minutes", giveUpMinutes, "1 minute or more");
    url = List.copyOf(url);
    params = new LinkedHashMap<>(params);
    fallback = List.copyOf(fallback);
  }

  /** {@link #giveUpMinutes} in seconds. */
  public double giveUpSeconds() {
    return giveUpMinutes * 60.0;
  }

  /** The base URL of the first choice. */
  public String baseUrl() {
    return url.get(0).url();
  }

  /** Whether the built-in engine is one of the servers. */
  public boolean usesBuiltin() {
    return url.stream().anyMatch(HostConfig::isBuiltin);
  }

  /** Whether the built-in engine is the first choice. */
  public boolean prefersBuiltin() {
    return url.get(0).isBuiltin();
  }

  /** This configuration as it holds for one of its servers. */
  public AcestepConfig of(HostConfig host) {
    Map<String, Object> own = new LinkedHashMap<>(params);
    own.putAll(host.params());
    return with(HostConfig.of(host.url()), host.apiKeyEnv() == null ? apiKeyEnv : host.apiKeyEnv(), own,
      host.fallback() == null ? fallback : host.fallback());
  }

  /** This configuration spoken to the built-in engine at a URL, which has one model and nothing to fall back to. */
  public AcestepConfig withBuiltin(String engineUrl) {
    Map<String, Object> own = new LinkedHashMap<>(params);
    own.put("model", BUILTIN_MODEL);
    own.put("lm_model_path", BUILTIN_LM_MODEL);
    return with(HostConfig.of(engineUrl), apiKeyEnv, own, List.of());
  }

  private AcestepConfig with(HostConfig host, String key, Map<String, Object> ownParams, List<Map<String, Object>> ownFallback) {
    return new AcestepConfig(List.of(host), key, ownParams, ownFallback, fallbackSlowSegments, answerTimeoutSeconds, initTimeoutSeconds,
      taskTimeoutSeconds, taskStallSeconds, downloadStallSeconds, transferTimeoutSeconds, maxDownloadBytes, maxAttempts, retrySeconds,
      giveUpMinutes);
  }

  static boolean isHttpUrl(String url) {
    try {
      URI uri = URI.create(url);
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && hostOf(uri) != null;
    } catch (IllegalArgumentException | NullPointerException e) {
      return false;
    }
  }

  /** The host of a URL, null when it names none. {@link URI#getHost} knows no names with an underscore, which Docker gives. */
  public static String hostOf(URI uri) {
    String authority = uri.getHost() == null ? uri.getRawAuthority() : null;
    if (authority == null) {
      return uri.getHost();
    }
    String host = authority.replaceFirst("^.*@", "").replaceFirst(":\\d*$", "");
    return host.matches("[A-Za-z0-9._-]+") ? host : null;
  }

  /** The port of a URL, -1 when it names none. */
  public static int portOf(URI uri) {
    String authority = String.valueOf(uri.getRawAuthority());
    return uri.getHost() != null || !authority.matches(".*:\\d{1,5}") ? uri.getPort()
      : Integer.parseInt(authority.substring(authority.lastIndexOf(':') + 1));
  }
}
