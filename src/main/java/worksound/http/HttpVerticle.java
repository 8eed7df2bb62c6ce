package worksound.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.StaticHandler;
import io.vertx.ext.web.healthchecks.HealthCheckHandler;
import java.net.BindException;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import worksound.config.ConfigException;
import worksound.config.HttpConfig;

/** The door to the outside: opens last, when every part behind it answers. */
public final class HttpVerticle extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(HttpVerticle.class);
  private static final long MAX_BODY_BYTES = 64 * 1024;
  private static final String RESOURCES = "META-INF/worksound/";
  private static final List<HttpMethod> READ = List.of(HttpMethod.GET, HttpMethod.HEAD);

  private final HttpConfig config;
  private EventStreams streams;
  private HttpServer server;

  public HttpVerticle(HttpConfig config) {
    this.config = config;
  }

  @Override
  public Future<?> start() {
    if (config.slowsDownloads()) {
      LOG.warn("downloads are slowed down on purpose: http.download_delay={}..{} s, http.download_bytes_per_second={}",
        config.downloadDelay().min(), config.downloadDelay().max(), config.downloadBytesPerSecond());
    }
    streams = new EventStreams(vertx);
    server = vertx.createHttpServer(new HttpServerOptions().setHost(config.host()).setPort(config.port()));
    return streams.open(config.sseHeartbeatSeconds())
      .compose(v -> vertx.fileSystem().readFile(RESOURCES + "openapi.json"))
      .compose(description -> server.requestHandler(router(description.toString())).listen())
      .recover(e -> Future.failedFuture(e instanceof BindException ? inUse() : e))
      .onSuccess(open -> LOG.info("listening on http://{}:{}", config.host(), open.actualPort()));
  }

  @Override
  public Future<?> stop() {
    streams.close();
    return server.close();
  }

  /** The port that is listened on, once started. */
  public int port() {
    return server.actualPort();
  }

  private Router router(String description) {
    Router router = Router.router(vertx);
    router.route().handler(HttpVerticle::secure);
    for (int status : new int[] {400, 404, 405, 413, 414, 431, 500}) {
      router.errorHandler(status, context -> Problems.answerStatus(context, status));
    }
    SessionHandler session = new SessionHandler(vertx);
    endpoint(router, "/session/start", List.of(HttpMethod.POST), session::start);
    endpoint(router, "/session/stop", List.of(HttpMethod.POST), session::stop);
    endpoint(router, "/session/prompt", List.of(HttpMethod.PUT), session::prompt);
    endpoint(router, "/session/playback", List.of(HttpMethod.POST), session::playback);
    endpoint(router, "/session/status", READ, session::status);
    endpoint(router, "/session/events", List.of(HttpMethod.GET), streams::stream);
    AudioHandler audio = new AudioHandler(vertx, new SlowLink(vertx, config));
    endpoint(router, "/audio/current.wav", READ, audio::current);
    endpoint(router, "/audio/:index.wav", READ, audio::byIndex);
    HealthCheckHandler ready = HealthCheckHandler.createWithHealthChecks(Health.ready(vertx));
    endpoint(router, "/health", READ, ready);
    endpoint(router, "/health/ready", READ, ready);
    endpoint(router, "/health/live", READ, HealthCheckHandler.create(vertx));
    endpoint(router, "/openapi.json", READ, context ->
      context.response().putHeader("Content-Type", "application/json").putHeader("Cache-Control", "no-cache").end(description));
    StaticHandler page = StaticHandler.create(RESOURCES + "webroot");
    endpoint(router, "/", READ, context -> page.handle(alwaysRevalidated(context)));
    READ.forEach(method -> router.route(method, "/*").handler(context -> page.handle(alwaysRevalidated(context))));
    router.route().handler(context -> Problems.answerStatus(context, 404));
    return router;
  }

  /** One path with its methods; any other method is told which ones there are. */
  private void endpoint(Router router, String path, List<HttpMethod> methods, Handler<RoutingContext> handler) {
    for (HttpMethod method : methods) {
      var route = router.route(method, path);
      if (method == HttpMethod.POST || method == HttpMethod.PUT) {
        route.handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
      }
      route.handler(context -> guarded(context, handler));
    }
    String allowed = methods.stream().map(HttpMethod::name).collect(Collectors.joining(", "));
    router.route(path).handler(context -> {
      context.response().putHeader("Allow", allowed);
      Problems.answer(context, 405, "method-not-allowed", path + " takes " + allowed + " only.", new JsonObject());
    });
  }

  private static void guarded(RoutingContext context, Handler<RoutingContext> handler) {
    try {
      handler.handle(context);
    } catch (RuntimeException e) {
      Problems.answer(context, e);
    }
  }

  private static void secure(RoutingContext context) {
    context.response()
      .putHeader("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'")
      .putHeader("X-Content-Type-Options", "nosniff")
      .putHeader("Referrer-Policy", "no-referrer");
    context.next();
  }

  private static RoutingContext alwaysRevalidated(RoutingContext context) {
    context.response().putHeader("Cache-Control", "no-cache");
    return context;
  }

  private ConfigException inUse() {
    return new ConfigException("http.port is " + config.port() + ", expected a port that is free on " + config.host());
  }
}
