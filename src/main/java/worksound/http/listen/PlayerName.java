package worksound.http.listen;

import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a listening program calls itself, fit to be shown: the product in its User-Agent, without version and platform. */
final class PlayerName {

  /** Programs that send the name of the library they read with, or of what they pretend to be. */
  private static final Map<String, String> KNOWN = Map.of("libmpv", "mpv", "lavf", "ffmpeg", "libvlc", "VLC", "vlc", "VLC", "nsplayer", "Windows Media Player");
  private static final Pattern PRODUCT = Pattern.compile("^([\\w.+-]{1,40})");
  /** In this order: most name those after them, too. */
  private static final List<String> BROWSERS = List.of("Firefox", "Edg", "OPR", "Chrome", "Safari");

  private PlayerName() {
  }

  /** Null when it does not say. */
  static String of(String userAgent) {
    Matcher product = PRODUCT.matcher(userAgent == null ? "" : userAgent);
    if (!product.find()) {
      return null;
    }
    String name = product.group(1);
    if (name.equals("Mozilla")) {
      return BROWSERS.stream().filter(browser -> userAgent.contains(browser + "/")).findFirst().orElse(name)
        .replace("Edg", "Edge").replace("OPR", "Opera");
    }
    return KNOWN.getOrDefault(name.toLowerCase(Locale.ROOT), name);
  }

  /** What tells one program on one machine from the others; null for a browser, and for what Safari fetches media with. */
  static String program(HttpServerRequest request) {
    return request.remoteAddress() == null ? null : program(request.getHeader("User-Agent"), request.remoteAddress().hostAddress());
  }

  static String program(String userAgent, String address) {
    boolean browser = userAgent != null && (userAgent.startsWith("Mozilla/") || userAgent.startsWith("AppleCoreMedia/"));
    return browser ? null : of(userAgent) + "@" + address;
  }

  /** Whether a request comes from this machine itself. */
  static boolean isLocal(HttpServerRequest request) {
    try {
      return request.remoteAddress() != null && InetAddress.getByName(request.remoteAddress().hostAddress()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false; // an address that is none belongs to nobody here
    }
  }
}
