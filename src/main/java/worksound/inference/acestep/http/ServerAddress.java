package worksound.inference.acestep.http;

import java.net.URI;
import java.util.Objects;
import worksound.config.AcestepConfig;

/** Where the ACE-Step server is, and what belongs to it. */
public record ServerAddress(URI base) {

  /** Reads a base URL that {@link AcestepConfig} has accepted. */
  public static ServerAddress of(String url) {
    return new ServerAddress(URI.create(url));
  }

  String host() {
    return AcestepConfig.hostOf(base);
  }

  int port() {
    return port(base);
  }

  boolean isTls() {
    return isTls(base);
  }

  /** The path of a request, below the base URL's own path. */
  String path(String path) {
    String prefix = base.getRawPath() == null ? "" : base.getRawPath().replaceAll("/+$", "");
    return prefix + path;
  }

  /** Whether a file, as the server names it, is on this very server. */
  boolean owns(String file) {
    if (file.startsWith("/") && !file.startsWith("//")) {
      return true;
    }
    try {
      URI uri = new URI(file);
      return Objects.equals(uri.getScheme(), base.getScheme()) && host().equalsIgnoreCase(AcestepConfig.hostOf(uri)) && port(uri) == port();
    } catch (java.net.URISyntaxException e) {
      return false;
    }
  }

  /** A file that {@link #owns}, as a path below the base URL, its encoding untouched. */
  String local(String file) {
    if (file.startsWith("/")) {
      return file;
    }
    URI uri = URI.create(file);
    String whole = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    String prefix = path("");
    return whole.startsWith(prefix) ? whole.substring(prefix.length()) : whole;
  }

  private static boolean isTls(URI uri) {
    return "https".equals(uri.getScheme());
  }

  private static int port(URI uri) {
    int port = AcestepConfig.portOf(uri);
    return port >= 0 ? port : isTls(uri) ? 443 : 80;
  }

  /** Scheme, host and port; never credentials. */
  @Override
  public String toString() {
    return base.getScheme() + "://" + host() + ":" + port();
  }
}
