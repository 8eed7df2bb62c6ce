package worksound.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.MimeMapping;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import java.util.zip.GZIPOutputStream;

/**
 * Serves the page from the class path, each file read once. The {@code StaticHandler} of Vert.x unpacks what is in a jar into a folder
 * of temporary files, which stays there when the process is killed.
 *
 * <p>The page names its style sheets and modules by addresses that begin with a checksum of them all, so that a browser keeps them for
 * good, and it names every module at once: a browser that finds them one import at a time waits for as many round trips as they lie deep.
 */
final class PageFiles {

  private static final String FOLDER = Routes.RESOURCES + "webroot";
  private static final String INDEX = "/index.html";
  private static final Pattern FILE = Pattern.compile("(/[A-Za-z0-9_-]+)*/[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+");
  private static final Pattern VERSIONED = Pattern.compile("/([0-9a-f]{8})(/.+)");
  private static final Pattern NAMED = Pattern.compile("(?<=(?:href|src)=\")/(?:css|js)/[^\"]+");
  private static final Pattern IMPORT = Pattern.compile("(?m)^(?:import|export|\\})[^;]*? from '(\\.[^']+)'");
  private static final String FIRST_SCRIPT = "  <script type=\"module\"";

  private final Map<String, PageFile> read = new ConcurrentHashMap<>();
  private volatile Start start;

  /** @param zipped the content by gzip, null where that does not pay */
  private record PageFile(Buffer content, Buffer zipped, String checksum, String type) {

    static PageFile of(byte[] content, String path) throws IOException {
      String type = MimeMapping.mimeTypeForFilename(path);
      boolean text = type != null && type.startsWith("text/");
      return new PageFile(Buffer.buffer(content), text ? Buffer.buffer(zip(content)) : null, checksumOf(List.of(content)),
        text ? type + ";charset=UTF-8" : type);
    }
  }

  /**
   * What a browser begins with.
   *
   * @param version checksum of all that the page names
   * @param named   paths of the style sheets and modules that it names
   * @param index   the page that names them
   */
  private record Start(String version, Set<String> named, PageFile index) {
  }

  /** Answers GET and HEAD with the file of that path, in parts too, or hands on when there is none. */
  void handle(RoutingContext context) {
    String path = context.normalizedPath();
    try {
      Matcher versioned = VERSIONED.matcher(path);
      String plain = path.equals("/") ? INDEX : versioned.matches() ? versioned.group(2) : path;
      PageFile file = plain.equals(INDEX) ? start().index() : find(plain);
      if (file == null) {
        context.next();
        return;
      }
      if (versioned.matches() && versioned.group(1).equals(start().version()) && start().named().contains(plain)) {
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, "private, max-age=31536000, immutable");
      }
      answer(context, file);
    } catch (IOException e) {
      context.fail(e);
    }
  }

  private PageFile find(String path) throws IOException {
    PageFile known = read.get(path);
    if (known != null || !FILE.matcher(path).matches()) {
      return known;
    }
    try (InputStream in = PageFiles.class.getClassLoader().getResourceAsStream(FOLDER + path)) {
      if (in == null) {
        return null;
      }
      PageFile file = PageFile.of(in.readAllBytes(), path);
      read.put(path, file);
      return file;
    }
  }

  private Start start() throws IOException {
    if (start == null) {
      String html = text(INDEX);
      List<String> named = new ArrayList<>(NAMED.matcher(html).results().map(MatchResult::group).toList());
      for (int i = 0; i < named.size(); i++) {
        imports(named.get(i)).stream().filter(module -> !named.contains(module)).forEach(named::add);
      }
      List<byte[]> contents = new ArrayList<>(List.of(html.getBytes(StandardCharsets.UTF_8)));
      for (String path : named) {
        contents.add(find(path).content().getBytes());
      }
      String version = checksumOf(contents);
      String preloads = named.stream().filter(path -> path.endsWith(".js"))
        .map(path -> "  <link rel=\"modulepreload\" href=\"" + path + "\">\n").collect(Collectors.joining());
      String index = NAMED.matcher(html.replace(FIRST_SCRIPT, preloads + FIRST_SCRIPT)).replaceAll("/" + version + "$0");
      start = new Start(version, Set.copyOf(named), PageFile.of(index.getBytes(StandardCharsets.UTF_8), INDEX));
    }
    return start;
  }

  /** Paths of the modules that this one imports; none for what is no module. */
  private List<String> imports(String path) throws IOException {
    return path.endsWith(".js")
      ? IMPORT.matcher(text(path)).results().map(found -> URI.create(path).resolve(found.group(1)).getPath()).toList() : List.of();
  }

  private String text(String path) throws IOException {
    PageFile file = find(path);
    if (file == null) {
      throw new IOException(path + " is named by the page and missing from it");
    }
    return file.content().toString();
  }

  private static String checksumOf(List<byte[]> contents) {
    CRC32C sum = new CRC32C();
    contents.forEach(sum::update);
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }

  private static byte[] zip(byte[] content) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(content);
    }
    return zipped.toByteArray();
  }

  private static void answer(RoutingContext context, PageFile file) {
    boolean zip = file.zipped() != null && context.request().getHeader("Range") == null
      && context.parsedHeaders().acceptEncoding().stream().anyMatch(coding -> coding.value().equals("gzip") && coding.weight() > 0);
    Buffer content = zip ? file.zipped() : file.content();
    if (file.zipped() != null) {
      context.response().putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }
    String etag = '"' + file.checksum() + (zip ? "-gzip" : "") + '"';
    if (zip) {
      context.response().putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    ByteRange range = ByteRange.negotiate(context, etag, content.length(), file.type());
    if (range != null) {
      context.response().end(content.slice((int) range.first(), (int) range.last() + 1));
    }
  }
}
