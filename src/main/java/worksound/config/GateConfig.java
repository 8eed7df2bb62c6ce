package worksound.config;

import static worksound.config.ConfigException.require;

/**
 * What a segment must hold to be heard.
 *
 * @param maxSilenceSeconds longest silence inside new music
 * @param maxFadeDb         how much softer than the whole segment its end may be
 * @param minCorrelation    how alike the context sent and the context that came back must be, 0 to 1
 * @param maxBoundaryScore  how unusual what happens where new music begins may be, in bits of surprise
 */
public record GateConfig(double maxSilenceSeconds, double maxFadeDb, double minCorrelation, double maxBoundaryScore) {

  public GateConfig {
    require(maxSilenceSeconds >= 0.1 && maxSilenceSeconds <= 60, "audio.gate.max_silence_seconds", maxSilenceSeconds,
      "0.1 to 60 seconds");
    require(maxFadeDb >= 3 && maxFadeDb <= 60, "audio.gate.max_fade_db", maxFadeDb, "3 to 60 dB");
    require(minCorrelation >= 0 && minCorrelation <= 1, "audio.gate.min_correlation", minCorrelation, "0 to 1");
    require(maxBoundaryScore >= 1 && maxBoundaryScore <= 100, "audio.gate.max_boundary_score", maxBoundaryScore, "1 to 100 bits");
  }
}
