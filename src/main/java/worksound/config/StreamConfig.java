package worksound.config;

import static worksound.config.ConfigException.require;

/**
 * How the music is streamed to players that are no page.
 *
 * @param autostart    whether tuning in starts the music
 * @param maxListeners connections that may listen at a time
 */
public record StreamConfig(boolean autostart, int maxListeners) {

  public StreamConfig {
    require(maxListeners >= 1 && maxListeners <= 1_000, "stream.max_listeners", maxListeners, "1 to 1000");
  }
}
