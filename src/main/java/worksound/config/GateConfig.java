package worksound.config;

import static worksound.config.ConfigException.require;

/**
 * What a segment must hold to be heard.
 *
 * @param maxSilenceSeconds longest silence inside new music
 * @param maxFadeDb         how much softer than the whole segment its end may be
 * @param minCorrelation    how alike the context sent and the context that came back must be, 0 to 1
 */
public record GateConfig(double maxSilenceSeconds, double maxFadeDb, double minCorrelation) {

  public GateConfig {
    require(maxSilenceSeconds >= 0.1 && maxSilenceSeconds <= 60, "audio.gate.max_silence_seconds", maxSilenceSeconds,
      "0.1 to 60 seconds");
    require(maxFadeDb >= 3 && maxFadeDb <= 60, "audio.gate.max_fade_db", maxFadeDb, "3 to 60 dB");
    require(minCorrelation >= 0 && minCorrelation <= 1, "audio.gate.min_correlation", minCorrelation, "0 to 1");
  }
}
