package worksound.engine.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import worksound.guard.ConnectionGuard;

/** ACE-Step 1.5's HTTP interface: which address is answered by whom, and how failures look. Used by one event loop. */
public final class AcestepApi {

  static final Logger LOG = LoggerFactory.getLogger(AcestepApi.class);

  /** A form with ten minutes of 48 kHz stereo in 32 bits, and a little; the sound goes straight to disk. */
  private static final long MAX_FORM_BYTES = 240L << 20;
  /** Any other body, which is held in memory. */
  private static final long MAX_BODY_BYTES = 1L << 20;

  private static final int MAX_FORM_FIELDS = 64;
  /** How long a connection may be silent; answers to /v1/init wait for the task that is rendered. */
  private static final int IDLE_SECONDS = 660;

  private final Vertx vertx;
  private final long startedSeconds = System.currentTimeMillis() / 1_000;
  private final AccessCheck access;
  private final AudioFiles files;
  private final TaskQueue queue;

  /**
   * @param folder       where its files are
   * @param leastSeconds that each task takes
   * @param apiKey       that requests must bear
   */
  public AcestepApi(Vertx vertx, Path folder, double leastSeconds, String apiKey) {
    this.vertx = vertx;
    this.access = new AccessCheck(apiKey);
    this.files = new AudioFiles(vertx, folder);
    this.queue = new TaskQueue(vertx, files, leastSeconds);
  }

  /** What a server must be set to that serves {@link #router}. */
  public static HttpServerOptions serverOptions() {
    return ConnectionGuard.serverOptions().setMaxFormAttributeSize(TaskRelease.MAX_FIELD_BYTES + 1).setMaxFormFields(MAX_FORM_FIELDS)
      .setIdleTimeout(IDLE_SECONDS);
  }

  /** Makes its folders. */
  public Future<Void> start() {
    return files.create();
  }

  /** Gives up what is being rendered and what waits; completes when nothing is written any more. */
  public Future<Void> stop() {
    return queue.stop().eventually(files::settled);
  }

  /** All endpoints. */
  public Router router() {
    Router router = Router.router(vertx);
    router.route().handler(access);
    router.get("/health").handler(request -> Responses.data(request, Models.health()));
    router.get("/v1/models").handler(request -> Responses.json(request, 200, Models.list(startedSeconds)));
    router.get("/v1/model_inventory").handler(request -> Responses.data(request, Models.inventory()));
    router.get("/v1/stats").handler(request -> Responses.data(request, queue.stats()));
    router.get("/v1/audio").handler(new AudioDownload(files));
    router.post("/v1/init").handler(body()).handler(new ModelInit(queue));
    router.post("/query_result").handler(body()).handler(new TaskQuery(queue));
    router.post("/release_task").handler(new Uploads(files, MAX_FORM_BYTES, body())).handler(new TaskRelease(queue, files));
    router.route().failureHandler(AcestepApi::fail);
    router.errorHandler(404, request -> Responses.detail(request, 404, "Not Found"));
    router.errorHandler(405, request -> Responses.detail(request, 405, "Method Not Allowed"));
    return router;
  }

  private static BodyHandler body() {
    return BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES);
  }

  /** What the real server validates is answered with its text; anything else crashes there, and here. */
  private static void fail(RoutingContext request) {
    if (request.failure() instanceof HttpFailure failure) {
      Responses.detail(request, failure.status(), failure.getMessage());
    } else if (request.statusCode() == 413) {
      Responses.detail(request, 413, "Request body is larger than " + MAX_BODY_BYTES + " bytes");
    } else if (request.statusCode() == 404 || request.statusCode() == 405) {
      request.next();
    } else if (request.statusCode() == 400) {
      boolean tooLarge = String.valueOf(request.failure()).contains("Size exceed");
      Responses.detail(request, 400, tooLarge ? "Part exceeded maximum size of 1024KB." : "There was an error parsing the body");
    } else {
      LOG.debug("engine: {} {} crashed", request.request().method(), request.request().path(), request.failure());
      Responses.crash(request);
    }
  }
}
