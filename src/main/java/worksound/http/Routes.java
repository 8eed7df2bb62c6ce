package worksound.http;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.HEAD;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.healthchecks.HealthCheckHandler;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import worksound.config.HttpConfig;
import worksound.http.listen.ListenHandler;
import worksound.http.listen.ListenStreams;
import worksound.messages.Playback.Format;

/** Which path and method leads where; {@code openapi.json} describes the same. */
final class Routes {

  /** Folder on the class path that the page and the description lie in. */
  static final String RESOURCES = "META-INF/worksound/";

  /** What every address of the stream begins with. */
  static final String LISTEN = "/listen.";

  private static final long MAX_BODY_BYTES = 64 * 1024;
  private static final List<HttpMethod> READ = List.of(GET, HEAD);

  private final Router router;

  private Routes(Vertx vertx) {
    router = Router.router(vertx);
  }

  /**
   * Lays all routes.
   *
   * @param description the text of openapi.json
   */
  static Router router(Vertx vertx, HttpConfig config, AccessHandler accessHandler, EventStreams streams, ListenStreams listenStreams,
                       String description) {
    Routes routes = new Routes(vertx);
    routes.refuse(accessHandler);
    SessionHandler session = new SessionHandler(vertx);
    routes.endpoint("/session/start", List.of(POST), session::start);
    routes.endpoint("/session/stop", List.of(POST), session::stop);
    routes.endpoint("/session/prompt", List.of(PUT), session::prompt);
    routes.endpoint("/session/piece", List.of(POST, DELETE), session::piece);
    routes.endpoint("/session/playback", List.of(POST), session::playback);
    routes.endpoint("/session/status", READ, session::status);
    routes.endpoint("/session/events", List.of(GET), streams::stream);
    AudioHandler audio = new AudioHandler(vertx, new DownloadThrottle(vertx, config), streams::newest);
    routes.endpoint("/audio/current.wav", READ, audio::current);
    routes.endpoint("/audio/:index.wav", READ, audio::byIndex);
    routes.listen(new ListenHandler(vertx, listenStreams, accessHandler::listenKey, Problems::answer));
    HealthCheckHandler ready = HealthCheckHandler.createWithHealthChecks(Health.ready(vertx));
    routes.endpoint("/health", READ, ready);
    routes.endpoint("/health/ready", READ, ready);
    routes.endpoint("/health/live", READ, HealthCheckHandler.create(vertx));
    routes.endpoint("/openapi.json", READ, context ->
      alwaysRevalidated(context).response().putHeader("Content-Type", "application/json").end(description));
    routes.page();
    return routes.router;
  }

  private void refuse(AccessHandler accessHandler) {
    router.route().handler(Routes::addSecurityHeaders);
    router.route().handler(Routes::refuseBrokenQueries);
    router.route().handler(accessHandler);
    router.route().handler(Routes::refuseForms);
    for (int status : new int[] {400, 404, 413, 500}) {
      router.errorHandler(status, context -> Problems.answerStatus(context, status));
    }
  }

  private void listen(ListenHandler handler) {
    for (Format format : Format.values()) {
      endpoint(LISTEN + format, READ, context -> handler.listen(context, format));
    }
    endpoint(LISTEN + "m3u", READ, handler::playlist);
    endpoint(LISTEN + "svg", READ, handler::qrCode);
  }

  private void page() {
    PageHandler page = new PageHandler();
    endpoint("/", READ, context -> page.handle(alwaysRevalidated(context)));
    READ.forEach(method -> router.route(method, "/*").handler(context -> page.handle(alwaysRevalidated(context))));
    router.route().handler(context -> Problems.answerStatus(context, 404)).failureHandler(Problems::answerFailure);
  }

  /** One path with its methods; any other method is answered with those there are. */
  private void endpoint(String path, List<HttpMethod> methods, Handler<RoutingContext> handler) {
    for (HttpMethod method : methods) {
      Route route = router.route(method, path);
      if (!READ.contains(method)) {
        route.handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
      }
      route.handler(context -> guarded(context, handler));
    }
    String allowed = methods.stream().map(HttpMethod::name).collect(Collectors.joining(", "));
    router.route(path).handler(context -> {
      context.response().putHeader("Allow", allowed);
      Problems.answer(context, 405, "method-not-allowed", context.request().path() + " takes " + allowed + " only.", new JsonObject());
    });
  }

  /** Once decoded, a query is kept by the request, so that nothing behind this can stumble over it. */
  private static void refuseBrokenQueries(RoutingContext context) {
    try {
      context.request().params();
    } catch (IllegalArgumentException e) {
      Problems.answerStatus(context, 400);
      return;
    }
    context.next();
  }

  /** Bodies are JSON; a form with files is never even looked into. */
  private static void refuseForms(RoutingContext context) {
    String type = context.request().getHeader("Content-Type");
    if (type != null && type.toLowerCase(Locale.ROOT).contains("multipart/")) {
      Problems.answer(context, 400, "bad-request", "The body is a form, expected a JSON object.", new JsonObject());
    } else {
      context.next();
    }
  }

  private static void guarded(RoutingContext context, Handler<RoutingContext> handler) {
    try {
      handler.handle(context);
    } catch (RuntimeException e) {
      Problems.answer(context, e);
    }
  }

  private static void addSecurityHeaders(RoutingContext context) {
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
}
