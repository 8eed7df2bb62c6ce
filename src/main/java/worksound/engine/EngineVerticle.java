package worksound.engine;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import worksound.config.ConfigException;
import worksound.config.EngineConfig;
import worksound.engine.api.AcestepApi;
import worksound.guard.ConnectionGuard;

/**
 * The built-in engine: serves ACE-Step 1.5's HTTP interface on a free loopback port, with a synthesizer behind it instead of
 * a model. One job renders at a time on a thread of its own; the event loop never waits for it.
 */
public final class EngineVerticle extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(EngineVerticle.class);
  private static final String LOOPBACK = "127.0.0.1";

  /** Connections at a time; the client in this process uses a handful. */
  private static final int MAX_CONNECTIONS = 64;
  /** Within which a request must be whole; the longest has a seed in it, which goes to disk. */
  private static final int REQUEST_SECONDS = 30;

  private final EngineConfig config;
  private final String apiKey;
  private final Path directory;
  private Path folder;
  private AcestepApi api;
  private HttpServer server;

  /**
   * An engine that is as slow as {@code config} says; it is not yet started.
   *
   * @param apiKey    that requests must bear, as ACE-Step's: whoever has it is this process, when it was made up here
   * @param directory for temporary files, of this process alone
   */
  public EngineVerticle(EngineConfig config, String apiKey, Path directory) {
    this.config = config;
    this.apiKey = apiKey;
    this.directory = directory;
  }

  /** Listens on a free port of 127.0.0.1, see {@link #port}. */
  @Override
  public Future<?> start() {
    return vertx.executeBlocking(() -> ScratchFolder.create(directory))
      .recover(cause -> Future.failedFuture(new ConfigException("audio.dir is \"" + directory.getParent() + "\", expected a folder in which "
        + directory.getFileName() + " can be written to (" + cause + ")")))
      .compose(this::open)
      .recover(cause -> stop().transform(cleaned -> Future.failedFuture(cause)));
  }

  private Future<HttpServer> open(Path created) {
    folder = created;
    api = new AcestepApi(vertx, folder, config.generationSeconds(), apiKey);
    return api.start()
      .compose(started -> new ConnectionGuard(MAX_CONNECTIONS, MAX_CONNECTIONS, REQUEST_SECONDS, "Too many connections to the built-in engine.")
        .guard(vertx.createHttpServer(AcestepApi.serverOptions())).requestHandler(api.router()).listen(0, LOOPBACK))
      .onSuccess(listening -> {
        server = listening;
        LOG.info("engine: built-in synthesizer at http://{}:{}", LOOPBACK, port());
      });
  }

  /** Renders music of this prompt that nobody hears, which makes the first segment faster; to be called when nothing else is to be done. */
  public void warmUp(String prompt) {
    if (config.warmUpSeconds() > 0) {
      api.warmUp(prompt, config.warmUpSeconds());
    }
  }

  /** Frees the port, gives up what is being rendered and deletes all files of the engine. */
  @Override
  public Future<?> stop() {
    Future<?> closed = server == null ? Future.succeededFuture() : server.close();
    return closed.eventually(() -> api == null ? Future.succeededFuture() : api.stop())
      .eventually(() -> folder == null ? Future.succeededFuture() : deleteLeftovers(vertx, folder));
  }

  /** Deletes what the engine of a process that was killed left in its directory. */
  public static Future<Void> deleteLeftovers(Vertx vertx, Path directory) {
    return vertx.executeBlocking(() -> {
      ScratchFolder.delete(directory);
      return null;
    }).recover(cause -> {
      LOG.warn("engine: {} cannot be cleared and stays: {}", directory, cause.toString());
      return Future.succeededFuture();
    }).mapEmpty();
  }

  /** The port it listens on, once started. */
  public int port() {
    return server.actualPort();
  }
}
