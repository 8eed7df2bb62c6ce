package worksound.config;

import static worksound.config.ConfigException.require;

/**
 * How the page joins and fetches segments.
 *
 * @param crossfadeSeconds   length of the fade inside the overlap
 * @param prefetchSeconds    the next segment is fetched when this much playback remains
 * @param prefetchMaxSeconds what {@code prefetchSeconds} grows to when measured downloads are slow
 */
public record PlayerConfig(double crossfadeSeconds, double prefetchSeconds, double prefetchMaxSeconds) {

  public PlayerConfig {
    require(crossfadeSeconds >= 0.1 && crossfadeSeconds <= 15, "player.crossfade_seconds", crossfadeSeconds,
      "0.1 to 15 seconds");
    require(prefetchSeconds >= 1 && prefetchSeconds <= 60, "player.prefetch_seconds", prefetchSeconds, "1 to 60 seconds");
    require(prefetchMaxSeconds >= prefetchSeconds && prefetchMaxSeconds <= 60, "player.prefetch_max_seconds",
      prefetchMaxSeconds, "player.prefetch_seconds (" + prefetchSeconds + ") to 60 seconds");
  }
}
