package worksound.engine;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import worksound.config.EngineConfig;

/**
 * The built-in engine: serves ACE-Step 1.5's HTTP interface on a free loopback port, with a synthesizer behind it instead of
 * a model. One job renders at a time on a thread of its own; the event loop never waits for it.
 */
public final class EngineVerticle extends VerticleBase {

  static final Logger LOG = LoggerFactory.getLogger(EngineVerticle.class);

  private static final String LOOPBACK = "127.0.0.1";
  /** Ten minutes of 48 kHz stereo in 32 bits, and a little. */
  private static final long MAX_BODY_BYTES = 240L << 20;

  private final EngineConfig config;
  private final long startedSeconds = System.currentTimeMillis() / 1_000;
  private HttpServer server;
  private AudioFiles files;
  private TaskQueue queue;

  /** An engine that is as slow as {@code config} says; it is not yet started. */
  public EngineVerticle(EngineConfig config) {
    this.config = config;
  }

  /** Listens on a free port of 127.0.0.1, see {@link #port}. */
  @Override
  public Future<?> start() {
    return vertx.executeBlocking(() -> Files.createTempDirectory("worksound-engine-").toRealPath()).compose(this::open)
      .recover(cause -> stop().transform(cleaned -> Future.failedFuture(cause)));
  }

  private Future<HttpServer> open(Path folder) {
    files = new AudioFiles(vertx, folder);
    queue = new TaskQueue(vertx, files, config.generationSeconds());
    HttpServerOptions options = new HttpServerOptions().setMaxFormAttributeSize(TaskIntake.MAX_FIELD_BYTES + 1)
      .setHttp2ClearTextEnabled(false);
    return files.create()
      .compose(done -> vertx.createHttpServer(options).requestHandler(router()).listen(0, LOOPBACK))
      .onSuccess(listening -> {
        server = listening;
        LOG.info("engine: built-in synthesizer at http://{}:{}", LOOPBACK, port());
      });
  }

  /** Frees the port, gives up what is being rendered and deletes all files of the engine. */
  @Override
  public Future<?> stop() {
    Future<?> closed = server == null ? Future.succeededFuture() : server.close();
    return closed.eventually(() -> queue == null ? Future.succeededFuture() : queue.stop())
      .eventually(() -> files == null ? Future.succeededFuture() : files.clear());
  }

  /** The port it listens on, once started. */
  public int port() {
    return server.actualPort();
  }

  private Router router() {
    Router router = Router.router(vertx);
    router.get("/health").handler(request -> Answers.data(request, Models.health()));
    router.get("/v1/models").handler(request -> Answers.json(request, 200, Models.list(startedSeconds)));
    router.get("/v1/model_inventory").handler(request -> Answers.data(request, Models.inventory()));
    router.get("/v1/stats").handler(request -> Answers.data(request, queue.stats()));
    router.get("/v1/audio").handler(new AudioDownload(files));
    router.post("/v1/init").handler(BodyHandler.create(false)).handler(new ModelInit(queue));
    router.post("/query_result").handler(BodyHandler.create(false)).handler(new TaskQuery(queue));
    router.post("/release_task").handler(this::refuseWithoutBoundary);
    router.post("/release_task").handler(BodyHandler.create(files.uploads().toString()).setBodyLimit(MAX_BODY_BYTES))
      .handler(new TaskIntake(queue, files));
    router.route().failureHandler(this::fail);
    router.errorHandler(404, request -> Answers.detail(request, 404, "Not Found"));
    router.errorHandler(405, request -> Answers.detail(request, 405, "Method Not Allowed"));
    return router;
  }

  private void refuseWithoutBoundary(RoutingContext request) {
    String type = request.request().getHeader("content-type");
    if (TaskIntake.mediaType(request).equals("multipart/form-data") && !type.contains("boundary=")) {
      throw new HttpFailure(400, "Missing boundary in multipart.");
    }
    request.next();
  }

  /** What the real server validates is answered with its text; anything else crashes there, and here. */
  private void fail(RoutingContext request) {
    if (request.failure() instanceof HttpFailure failure) {
      Answers.detail(request, failure.status(), failure.getMessage());
    } else if (request.statusCode() == 413) {
      Answers.detail(request, 413, "Request body is larger than " + MAX_BODY_BYTES + " bytes");
    } else if (request.statusCode() == 404 || request.statusCode() == 405) {
      request.next();
    } else if (request.statusCode() == 400) {
      boolean tooLarge = String.valueOf(request.failure()).contains("Size exceed");
      Answers.detail(request, 400, tooLarge ? "Part exceeded maximum size of 1024KB." : "There was an error parsing the body");
    } else {
      LOG.debug("engine: {} {} crashed", request.request().method(), request.request().path(), request.failure());
      Answers.crash(request);
    }
  }
}
