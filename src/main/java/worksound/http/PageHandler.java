package worksound.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import worksound.http.page.Page;
import worksound.http.page.PageFile;

/** Answers GET and HEAD with the page's files, compressed where the browser takes that, and in parts too. */
final class PageHandler {

  private final Page page = new Page(Routes.RESOURCES + "webroot");

  /** Answers with the file of that path, or hands on when there is none. */
  void handle(RoutingContext context) {
    try {
      Page.Found found = page.find(context.normalizedPath());
      if (found == null) {
        context.next();
        return;
      }
      if (found.isForGood()) {
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, "private, max-age=31536000, immutable");
      }
      answer(context, found.file());
    } catch (IOException e) {
      context.fail(e);
    }
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
