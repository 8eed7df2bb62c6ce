package worksound.config;

import static worksound.config.ConfigException.require;

import java.util.List;
import java.util.Objects;

/**
 * Where the page is served, and how slow the link is made on purpose.
 *
 * @param host                     address to listen on
 * @param port                     TCP port, 0 for any free one
 * @param downloadDelay            seconds a WAV answer is held back, at most 25
 * @param downloadBytesPerSecond   rate at which a WAV leaves, 0 for as fast as it goes
 * @param sseHeartbeatSeconds      seconds between comment lines on a silent event stream
 * @param maxEventStreams          event streams that may be open at a time
 * @param maxConnections           connections that may be open at a time
 * @param maxConnectionsPerAddress the same from one remote address; an SSH tunnel or a proxy is one address
 * @param idleTimeoutSeconds       seconds a connection may go without a byte in either direction, and a request may take to arrive
 * @param shutdownSeconds          seconds that running downloads are waited for when the server is asked to end
 * @param allowedHosts             names besides IP addresses, localhost and {@code host} that a request may be addressed to
 * @param accessTokenEnv           name of the environment variable that holds the access token
 * @param allowAnyone              whether no access token is needed although others can connect
 */
public record HttpConfig(String host, int port, SecondsRange downloadDelay, long downloadBytesPerSecond,
                         int sseHeartbeatSeconds, int maxEventStreams, int maxConnections, int maxConnectionsPerAddress,
                         int idleTimeoutSeconds, int shutdownSeconds, List<String> allowedHosts, String accessTokenEnv,
                         boolean allowAnyone) {

  /** Of the 30 s without a byte after which a page gives a download up, the link itself may take the rest. */
  private static final double MAX_DOWNLOAD_DELAY = 25;

  public HttpConfig {
    require(host != null && !host.isBlank(), "http.host", host, "a host name or address to listen on");
    require(port >= 0 && port <= 65_535, "http.port", port, "a port from 0 to 65535");
    require(downloadDelay != null, "http.download_delay", null, SecondsRange.EXPECTED);
    require(downloadBytesPerSecond >= 0, "http.download_bytes_per_second", downloadBytesPerSecond, "0 (no limit) or more");
    require(sseHeartbeatSeconds >= 1 && sseHeartbeatSeconds <= 300, "http.sse_heartbeat_seconds", sseHeartbeatSeconds,
      "1 to 300 seconds");
    require(maxEventStreams >= 1 && maxEventStreams <= 10_000, "http.max_event_streams", maxEventStreams, "1 to 10000");
    require(maxConnections >= 2 && maxConnections <= 20_000, "http.max_connections", maxConnections, "2 to 20000");
    require(maxConnectionsPerAddress > maxEventStreams && maxConnectionsPerAddress <= maxConnections, "http.max_connections_per_address",
      maxConnectionsPerAddress, "more than http.max_event_streams (" + maxEventStreams + "), so that streams leave room for requests, and at most "
        + "http.max_connections (" + maxConnections + ")");
    require(idleTimeoutSeconds > sseHeartbeatSeconds && idleTimeoutSeconds <= 3_600, "http.idle_timeout_seconds", idleTimeoutSeconds,
      "more than http.sse_heartbeat_seconds (" + sseHeartbeatSeconds + ") and at most 3600 seconds");
    require(shutdownSeconds >= 0 && shutdownSeconds <= 10, "http.shutdown_seconds", shutdownSeconds, "0 to 10 seconds");
    require(downloadDelay.max() < idleTimeoutSeconds, "http.download_delay", downloadDelay.max(),
      "less than http.idle_timeout_seconds (" + idleTimeoutSeconds + ")");
    require(downloadDelay.max() <= MAX_DOWNLOAD_DELAY, "http.download_delay", downloadDelay.max(),
      "at most 25 seconds, as a page gives up a download that brings nothing for 30");
    require(allowedHosts != null && allowedHosts.stream().noneMatch(Objects::isNull), "http.allowed_hosts", allowedHosts, "a list of host names");
    require(accessTokenEnv != null && !accessTokenEnv.isBlank(), "http.access_token_env", accessTokenEnv,
      "the name of an environment variable");
    allowedHosts = List.copyOf(allowedHosts);
  }

  /** Whether only programs on this machine can connect. */
  public boolean isLoopback() {
    return host.equals("localhost") || host.equals("::1") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
  }

  /** The host as it stands in a URL: an IPv6 address in brackets (RFC 3986, section 3.2.2). */
  public String hostInUrl() {
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  /** Whether WAV downloads are made slower than the link is. */
  public boolean slowsDownloads() {
    return downloadDelay.max() > 0 || downloadBytesPerSecond > 0;
  }
}
