package worksound.guard;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.Collection;
import java.util.Locale;

/** Whether a request is addressed to this server and does not come from another site's page. */
public final class RequestOrigin {

  private RequestOrigin() {
  }

  /**
   * Whether a request is addressed to an IP address, to {@code localhost} or to one of {@code names}. DNS rebinding needs any other
   * name: an address cannot be rebound.
   */
  public static boolean isAddressedTo(Collection<String> names, HttpServerRequest request) {
    HostAndPort authority = request.authority();
    if (authority == null) {
      return false;
    }
    String name = authority.host().toLowerCase(Locale.ROOT);
    boolean address = name.matches("\\d{1,3}(\\.\\d{1,3}){3}") || name.indexOf(':') >= 0 || name.startsWith("[");
    return address || name.equals("localhost") || names.stream().anyMatch(name::equalsIgnoreCase);
  }

  /** Whether another site's page sends this. Following a link from there, which reads and changes nothing, is not refused. */
  public static boolean isFromAnotherSite(HttpServerRequest request) {
    String origin = request.getHeader("Origin");
    if (origin != null && !authority(origin).equals(request.getHeader("Host"))) {
      return true;
    }
    String site = request.getHeader("Sec-Fetch-Site");
    boolean foreign = "cross-site".equals(site) || "same-site".equals(site);
    return foreign && !isLink(request);
  }

  /** Whether it was another site's page that led here, be it by a link: where reading has an effect, that is not to be had from there. */
  public static boolean isLedFromAnotherSite(HttpServerRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    String referrer = request.getHeader("Referer");
    return "cross-site".equals(site) || "same-site".equals(site)
      || referrer != null && !authority(referrer).split("/", 2)[0].equals(request.getHeader("Host"));
  }

  /** A form that another site's page submits is a navigation too, but by POST. */
  private static boolean isLink(HttpServerRequest request) {
    return "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
      && (request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD);
  }

  /** The host and port of an origin; not its scheme, which a proxy in front that ends TLS has changed. Empty for {@code null}. */
  private static String authority(String origin) {
    int scheme = origin.indexOf("://");
    return scheme < 0 ? "" : origin.substring(scheme + "://".length());
  }
}
