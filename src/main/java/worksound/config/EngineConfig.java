package worksound.config;

import static worksound.config.ConfigException.require;

/**
 * The built-in engine.
 *
 * @param generationSeconds least time one generation takes, to be as slow as a GPU; 0 for as fast as it goes
 */
public record EngineConfig(double generationSeconds) {

  public EngineConfig {
    require(generationSeconds >= 0 && generationSeconds <= 600, "engine.generation_seconds", generationSeconds,
      "0 to 600 seconds");
  }
}
