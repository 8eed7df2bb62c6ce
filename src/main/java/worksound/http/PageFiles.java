package worksound.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.MimeMapping;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * Serves the page from the class path, each file read once. The {@code StaticHandler} of Vert.x unpacks what is in a jar into a folder
 * of temporary files, which stays there when the process is killed.
 */
final class PageFiles {

  private static final String FOLDER = Routes.RESOURCES + "webroot";
  private static final Pattern FILE = Pattern.compile("(/[A-Za-z0-9_-]+)*/[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+");

  private final Map<String, PageFile> read = new ConcurrentHashMap<>();

  private record PageFile(Buffer content, String etag, String type) {
  }

  /** Answers GET and HEAD with the file of that path, in parts too, or hands on when there is none. */
  void handle(RoutingContext context) {
    String path = context.normalizedPath();
    try {
      PageFile file = find(path.equals("/") ? "/index.html" : path);
      if (file == null) {
        context.next();
      } else {
        answer(context, file);
      }
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
      byte[] content = in.readAllBytes();
      CRC32C sum = new CRC32C();
      sum.update(content);
      String type = MimeMapping.mimeTypeForFilename(path);
      PageFile file = new PageFile(Buffer.buffer(content), '"' + HexFormat.of().toHexDigits(sum.getValue()) + '"',
        type != null && type.startsWith("text/") ? type + ";charset=UTF-8" : type);
      read.put(path, file);
      return file;
    }
  }

  private static void answer(RoutingContext context, PageFile file) {
    ByteRange range = ByteRange.negotiate(context, file.etag(), file.content().length(), file.type());
    if (range != null) {
      context.response().end(file.content().slice((int) range.first(), (int) range.last() + 1));
    }
  }
}
