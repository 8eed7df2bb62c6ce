package worksound.http;

import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import worksound.config.HttpConfig;

/**
 * Lets in only those who belong. A request addressed to a foreign name (DNS rebinding) or sent by another site's page is refused.
 * Where others can connect, an access token is asked for besides: as {@code Authorization: Bearer}, or as a cookie that a link in
 * the log sets once; the cookie holds a hash of the token, so that the token itself is in no browser and may be any text.
 */
final class Gatekeeper implements Handler<RoutingContext> {

  private static final Logger LOG = LoggerFactory.getLogger(Gatekeeper.class);
  private static final String COOKIE = "worksound_access";
  private static final String LINK_PARAMETER = "access";
  private static final long COOKIE_SECONDS = 365L * 24 * 3_600;
  private static final int SECRET_BYTES = 16;
  private static final Set<String> WILDCARDS = Set.of("0.0.0.0", "::", "[::]");

  private final SecureRandom random = new SecureRandom();
  private final HttpConfig config;
  private final String token;
  private final String cookie;
  private String link;

  /**
   * @param token the access token, null for one that is made up here
   */
  Gatekeeper(HttpConfig config, String token) {
    this.config = config;
    boolean wanted = !config.isLoopback() && !config.allowAnyone();
    this.token = !wanted ? null : token == null ? secret() : token;
    this.cookie = wanted ? hash(this.token) : null;
  }

  /** Logs the link that lets a browser in, where one is needed. */
  void offerLink(int port) {
    if (token != null) {
      link = secret();
      String host = WILDCARDS.contains(config.host()) ? "THIS-MACHINES-ADDRESS" : config.host();
      LOG.info("to let a browser in, open this link in it, once: http://{}:{}/?{}={}", host, port, LINK_PARAMETER, link);
    }
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!isAddressedToUs(request.authority())) {
      refuse(context, 403, "foreign-host", "This server is not called " + request.getHeader("Host") + "; see http.allowed_hosts.");
    } else if (isFromAnotherSite(request)) {
      refuse(context, 403, "foreign-origin", "Another site's page may not use this server.");
    } else if (token == null || isOpen(request) || holdsToken(request)) {
      context.next();
    } else if (link != null && isSame(link, request.getParam(LINK_PARAMETER))) {
      letIn(context);
    } else {
      context.response().putHeader("WWW-Authenticate", "Bearer");
      refuse(context, 401, "access-token-needed", "An access token is needed: open the link that the server has logged at its start.");
    }
  }

  /** Rebinding needs a name; an address cannot be rebound. */
  private boolean isAddressedToUs(HostAndPort authority) {
    if (authority == null) {
      return false;
    }
    String name = authority.host().toLowerCase(Locale.ROOT);
    boolean address = name.matches("\\d{1,3}(\\.\\d{1,3}){3}") || name.indexOf(':') >= 0 || name.startsWith("[");
    return address || name.equals("localhost") || name.equals(config.host().toLowerCase(Locale.ROOT))
      || config.allowedHosts().stream().anyMatch(name::equalsIgnoreCase);
  }

  /** Links from elsewhere to the page are welcome; anything else another site's page sends is not. */
  private static boolean isFromAnotherSite(HttpServerRequest request) {
    String origin = request.getHeader("Origin");
    if (origin != null && !authority(origin).equals(request.getHeader("Host"))) {
      return true;
    }
    String site = request.getHeader("Sec-Fetch-Site");
    boolean foreign = "cross-site".equals(site) || "same-site".equals(site);
    return foreign && !"navigate".equals(request.getHeader("Sec-Fetch-Mode"));
  }

  /** The host and port of an origin; not its scheme, which a proxy in front that ends TLS has changed. Empty for {@code null}. */
  private static String authority(String origin) {
    int scheme = origin.indexOf("://");
    return scheme < 0 ? "" : origin.substring(scheme + "://".length());
  }

  /** Whether a process is alive is no secret, so monitors need no token for it. */
  private static boolean isOpen(HttpServerRequest request) {
    return request.path().equals("/health/live");
  }

  private boolean holdsToken(HttpServerRequest request) {
    Cookie sent = request.getCookie(COOKIE);
    String header = request.getHeader("Authorization");
    return sent != null && isSame(cookie, sent.getValue())
      || header != null && header.startsWith("Bearer ") && isSame(token, header.substring("Bearer ".length()).strip());
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

  /** Takes as long for a near miss as for a far one. */
  private static boolean isSame(String secret, String given) {
    return given != null && MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private static String hash(String secret) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
