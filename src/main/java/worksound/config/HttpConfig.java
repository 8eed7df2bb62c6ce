package worksound.config;

import static worksound.config.ConfigException.require;

/**
 * Where the page is served, and how slow the link is made on purpose.
 *
 * @param host                   address to listen on
 * @param port                   TCP port, 0 for any free one
 * @param downloadDelay          seconds a WAV answer is held back
 * @param downloadBytesPerSecond rate at which a WAV leaves, 0 for as fast as it goes
 * @param sseHeartbeatSeconds    seconds between comment lines on a silent event stream
 */
public record HttpConfig(String host, int port, SecondsRange downloadDelay, long downloadBytesPerSecond,
                         int sseHeartbeatSeconds) {

  public HttpConfig {
    require(host != null && !host.isBlank(), "http.host", host, "a host name or address to listen on");
    require(port >= 0 && port <= 65_535, "http.port", port, "a port from 0 to 65535");
    require(downloadDelay != null, "http.download_delay", null, SecondsRange.EXPECTED);
    require(downloadBytesPerSecond >= 0, "http.download_bytes_per_second", downloadBytesPerSecond, "0 (no limit) or more");
    require(sseHeartbeatSeconds >= 1 && sseHeartbeatSeconds <= 300, "http.sse_heartbeat_seconds", sseHeartbeatSeconds,
      "1 to 300 seconds");
  }

  /** Whether WAV downloads are made slower than the link is. */
  public boolean slowsDownloads() {
    return downloadDelay.max() > 0 || downloadBytesPerSecond > 0;
  }
}
