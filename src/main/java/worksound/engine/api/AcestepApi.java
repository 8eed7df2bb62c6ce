package worksound.engine.api;

import io.netty.handler.codec.DecoderException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
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

  /** Folders below the engine's own: for what is sent to it, and for what it makes. */
  public static final String UPLOADS = "uploads";
  public static final String GENERATED = "api_audio";

  /** A body that is held in memory, or one field of a form. */
  private static final int MAX_BODY_BYTES = 1 << 20;
  private static final int MAX_FORM_FIELDS = 64;
  /** How long a connection may be silent; answers to /v1/init wait for the task that is rendered. */
  private static final int IDLE_SECONDS = 660;

  private final Vertx vertx;
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
    return ConnectionGuard.serverOptions().setMaxFormAttributeSize(MAX_BODY_BYTES).setMaxFormFields(MAX_FORM_FIELDS)
      .setIdleTimeout(IDLE_SECONDS);
  }

  /** Makes its folders. */
  public Future<Void> start() {
    return files.create();
  }

  /** Plays so many seconds of music to nobody, so that the first task takes no longer than the next; a task ends that. */
  public void warmUp(String prompt, double seconds) {
    queue.warmUp(prompt, seconds);
  }

  /** Gives up what is being rendered and what waits; completes when nothing is written any more. */
  public Future<Void> stop() {
    return queue.stop().eventually(files::settled);
  }

  /** All endpoints. */
  public Router router() {
    TaskEndpoints tasks = new TaskEndpoints(queue, files);
    Router router = Router.router(vertx);
    router.route().handler(access).failureHandler(AcestepApi::fail);
    router.get("/health").handler(request -> answer(request, Models.health()));
    router.get("/v1/models").handler(request -> answer(request, Models.ready()));
    router.get("/v1/model_inventory").handler(request -> answer(request, Models.inventory()));
    router.get("/v1/stats").handler(request -> answer(request, queue.stats()));
    router.get("/v1/audio").handler(files::download);
    router.post("/v1/init").handler(body()).handler(tasks::init);
    router.post("/query_result").handler(body()).handler(tasks::query);
    router.post("/release_task").handler(new Uploads(files, body())).handler(tasks::release);
    router.errorHandler(404, request -> refuse(request, 404, "Not Found"));
    router.errorHandler(405, request -> refuse(request, 405, "Method Not Allowed"));
    return router;
  }

  private static BodyHandler body() {
    return BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES);
  }

  /** Answers with {@code data} in ACE-Step's envelope. */
  static void answer(RoutingContext request, Object data) {
    json(request, 200, new JsonObject().put("data", data).put("code", 200).putNull("error").put("timestamp", System.currentTimeMillis())
      .putNull("extra"));
  }

  private static void refuse(RoutingContext request, int status, String detail) {
    json(request, status, new JsonObject().put("detail", detail));
  }

  private static void json(RoutingContext request, int status, JsonObject body) {
    if (!request.response().ended() && !request.response().closed()) {
      request.response().setStatusCode(status).putHeader("content-type", "application/json").end(body.encode());
    }
  }

  private static void fail(RoutingContext request) {
    if (request.failure() instanceof HttpFailure failure) {
      refuse(request, failure.status(), failure.getMessage());
    } else if (request.statusCode() == 413) {
      refuse(request, 413, "Request body is larger than " + MAX_BODY_BYTES + " bytes");
    } else if (request.statusCode() == 400 || request.failure() instanceof DecoderException) {
      refuse(request, 400, "There was an error parsing the body: " + request.failure().getMessage());
    } else {
      LOG.debug("engine: {} {} crashed", request.request().method(), request.request().path(), request.failure());
      refuse(request, 500, "Internal Server Error");
    }
  }
}
