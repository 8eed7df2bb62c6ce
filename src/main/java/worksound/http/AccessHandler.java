package worksound.http;

import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import worksound.config.HttpConfig;
import worksound.guard.RequestOrigin;
import worksound.guard.Secret;
import worksound.http.listen.ListenHandler;

/**
 * Lets in only those who belong. A request addressed to a foreign name (DNS rebinding) or sent by another site's page is refused.
 * Where others can connect, an access token is asked for besides: as {@code Authorization: Bearer}, or as a cookie that a link in
 * the log sets once; the cookie holds a hash of the token, so that the token itself is in no browser and may be any text. A key that follows
 * from the token opens the stream alone.
 */
final class AccessHandler implements Handler<RoutingContext> {

  private static final Logger LOG = LoggerFactory.getLogger(AccessHandler.class);
  private static final String COOKIE = "worksound_access";
  private static final String LINK_PARAMETER = "access";
  private static final long COOKIE_SECONDS = 365L * 24 * 3_600;
  private static final Set<String> WILDCARDS = Set.of("0.0.0.0", "::", "[::]");

  private final HttpConfig config;
  /** Names of this server besides {@code localhost}. */
  private final List<String> names;
  private final String token;
  private final String cookie;
  private final String listenKey;
  private String link;

  /**
   * @param token the access token, null for one that is made up here
   */
  AccessHandler(HttpConfig config, String token) {
    this.config = config;
    this.names = Stream.concat(Stream.of(config.host()), config.allowedHosts().stream()).toList();
    boolean wanted = !config.isLoopback() && !config.allowAnyone();
    this.token = !wanted ? null : token == null ? Secret.random() : token;
    this.cookie = wanted ? hash(this.token) : null;
    this.listenKey = wanted ? Secret.derived(this.token, "listen") : null;
  }

  /** What opens the stream and nothing else, fit to stand in an address that players keep; null where no token is needed. */
  String listenKey() {
    return listenKey;
  }

  /** Logs the link that lets a browser in, where one is needed. */
  void offerLink(int port) {
    if (token != null) {
      link = Secret.random();
      String host = WILDCARDS.contains(config.host()) ? "THIS-MACHINES-ADDRESS" : config.hostInUrl();
      LOG.info("to let a browser in, open this link in it, once: http://{}:{}/?{}={}", host, port, LINK_PARAMETER, link);
    }
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!RequestOrigin.isAddressedTo(names, request)) {
      refuse(context, 403, "foreign-host", "This server is not called " + request.getHeader("Host") + "; see http.allowed_hosts.");
    } else if (RequestOrigin.isFromAnotherSite(request) || isListening(request) && RequestOrigin.isLedFromAnotherSite(request)) {
      refuse(context, 403, "foreign-origin", "Another site's page may not use this server.");
    } else if (token == null || isOpen(request) || holdsToken(request) || mayListen(request)) {
      context.next();
    } else if (link != null && Secret.matches(link, request.getParam(LINK_PARAMETER))) {
      letIn(context);
    } else {
      context.response().putHeader("WWW-Authenticate", "Bearer");
      refuse(context, 401, "access-token-needed", "An access token is needed: open the link that the server has logged at its start.");
    }
  }

  /** Whether a process is alive is no secret, so monitors need no token for it. */
  private static boolean isOpen(HttpServerRequest request) {
    return request.path().equals("/health/live");
  }

  private boolean mayListen(HttpServerRequest request) {
    return isListening(request) && Secret.matches(listenKey, request.getParam(ListenHandler.KEY_PARAMETER));
  }

  /** Tuning in starts the music and takes it over from where it plays, although it is a GET. */
  private static boolean isListening(HttpServerRequest request) {
    return request.path().startsWith(Routes.LISTEN) && (request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD);
  }

  private boolean holdsToken(HttpServerRequest request) {
    Cookie sent = request.getCookie(COOKIE);
    return sent != null && Secret.matches(cookie, sent.getValue()) || Secret.isBorneBy(request.getHeader("Authorization"), token);
  }

  private void letIn(RoutingContext context) {
    // Lax, since a browser that comes from a link in web mail would not send a strict one where it is led to next.
    context.response().addCookie(Cookie.cookie(COOKIE, cookie).setHttpOnly(true).setSameSite(CookieSameSite.LAX).setPath("/").setMaxAge(COOKIE_SECONDS));
    context.response().setStatusCode(303).putHeader("Location", "/").putHeader("Cache-Control", "no-store").end();
    offerLink(context.request().localAddress().port());
  }

  private static void refuse(RoutingContext context, int status, String code, String words) {
    Problems.answer(context, status, code, words, new JsonObject());
  }

  private static String hash(String secret) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
