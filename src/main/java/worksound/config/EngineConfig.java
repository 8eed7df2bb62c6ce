package worksound.config;

import static worksound.config.ConfigException.require;

/**
 * The built-in engine.
 *
 * @param generationSeconds least time one generation takes, to be as slow as a GPU; 0 for as fast as it goes
 * @param warmUpSeconds     music it plays to nobody once the server has started; 0 for none
 */
public record EngineConfig(double generationSeconds, double warmUpSeconds) {

  public EngineConfig {
    require(generationSeconds >= 0 && generationSeconds <= 600, "engine.generation_seconds", generationSeconds,
      "0 to 600 seconds");
    require(warmUpSeconds >= 0 && warmUpSeconds <= 3_600, "engine.warm_up_seconds", warmUpSeconds, "0 to 3600 seconds of music");
  }
}
