package worksound.http;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import worksound.config.ConfigException;
import worksound.config.HttpConfig;
import worksound.guard.ConnectionGuard;
import worksound.http.listen.ListenStreams;

/** The door to the outside: opens last, when every part behind it answers. */
public final class HttpVerticle extends VerticleBase {

  /**
   * What the system may hold of an answer that a reader has not taken yet. A file goes out at twice the rate from a buffer that stays
   * in the processor's cache; this much still carries 20 Mbit/s to a reader 100 ms away.
   */
  private static final int SEND_BUFFER_BYTES = 256 * 1024;
  /** What is read at once of requests, which are small, and what the system holds of those that nobody reads yet. */
  private static final int RECEIVE_BUFFER_BYTES = 16 * 1024;
  private static final Logger LOG = LoggerFactory.getLogger(HttpVerticle.class);

  private final HttpConfig config;
  private final AccessHandler accessHandler;
  private EventStreams streams;
  private ListenStreams listenStreams;
  private HttpServer server;

  /**
   * @param accessToken asked for where others can connect; null for one that is made up
   */
  public HttpVerticle(HttpConfig config, String accessToken) {
    this.config = config;
    this.accessHandler = new AccessHandler(config, accessToken);
  }

  @Override
  public Future<?> start() {
    if (config.slowsDownloads()) {
      LOG.warn("downloads are slowed down on purpose: http.download_delay={}..{} s, http.download_bytes_per_second={}",
        config.downloadDelay().min(), config.downloadDelay().max(), config.downloadBytesPerSecond());
    }
    streams = new EventStreams(vertx, config.maxEventStreams());
    listenStreams = new ListenStreams(vertx);
    server = guard().guard(vertx.createHttpServer(ConnectionGuard.serverOptions().setHost(config.host()).setPort(config.port())
      .setIdleTimeout(config.idleTimeoutSeconds()).setSendBufferSize(SEND_BUFFER_BYTES).setReceiveBufferSize(RECEIVE_BUFFER_BYTES)));
    return Future.all(streams.open(config.sseHeartbeatSeconds()), listenStreams.open())
      .compose(v -> vertx.executeBlocking(HttpVerticle::description))
      .compose(description -> server.requestHandler(Routes.router(vertx, config, accessHandler, streams, listenStreams, description)).listen())
      .recover(e -> Future.failedFuture(explained(e, config)))
      .onSuccess(open -> {
        LOG.info("listening on http://{}:{}", config.hostInUrl(), open.actualPort());
        accessHandler.offerLink(open.actualPort());
      });
  }

  private ConnectionGuard guard() {
    return new ConnectionGuard(config.maxConnections(), config.maxConnectionsPerAddress(), config.idleTimeoutSeconds(),
      "Too many connections; see http.max_connections (" + config.maxConnections() + ") and http.max_connections_per_address ("
        + config.maxConnectionsPerAddress() + ").");
  }

  /** Read from the class path as it is: the file system of Vert.x would unpack it first, which takes a fifth of the whole start. */
  private static String description() throws IOException {
    try (InputStream in = HttpVerticle.class.getClassLoader().getResourceAsStream(Routes.RESOURCES + "openapi.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Takes no more requests, ends the streams and waits for the answers that are under way, downloads above all. */
  @Override
  public Future<?> stop() {
    if (server == null) {
      return Future.succeededFuture();
    }
    streams.close();
    listenStreams.close();
    return server.shutdown(config.shutdownSeconds(), TimeUnit.SECONDS);
  }

  /** The port that is listened on, once started. */
  public int port() {
    return server.actualPort();
  }

  /** Why nothing can be listened on, as a fault of the configuration where it is one. */
  static Throwable explained(Throwable e, HttpConfig config) {
    String words = String.valueOf(e.getMessage());
    if (e instanceof UnknownHostException || e instanceof BindException && words.contains("assign")) {
      return new ConfigException("http.host is \"" + config.host() + "\", expected a name or address of this machine");
    }
    if (e instanceof SocketException && words.contains("Permission denied")) {
      return new ConfigException("http.port is " + config.port() + ", expected a port that this user may listen on, from 1024 up");
    }
    return e instanceof BindException
      ? new ConfigException("http.port is " + config.port() + ", expected a port that is free on " + config.host()) : e;
  }
}
