package worksound.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a file that a request asks for (RFC 9110 section 14).
 *
 * @param first first byte
 * @param last  last byte, inclusive; for an empty file one less than {@code first}
 * @param size  bytes of the whole file
 * @param part  whether it answers a Range header
 */
record ByteRange(long first, long last, long size, boolean part) {

  private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  static ByteRange whole(long size) {
    return new ByteRange(0, size - 1, size, false);
  }

  /**
   * Begins the answer to GET or HEAD for a file: its entity tag, and the status and headers of the part that is asked for.
   *
   * @param type value of Content-Type, null when it is not known
   * @return what is to be sent as the body; null when the answer is complete without one (HEAD, 304, 416)
   */
  static ByteRange negotiate(RoutingContext context, String etag, long size, String type) {
    HttpServerResponse response = context.response().putHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
    boolean head = context.request().method() == HttpMethod.HEAD;
    context.etag(etag);
    if (context.isFresh()) {
      response.setStatusCode(304).end();
      return null;
    }
    ByteRange range = head ? whole(size) : of(context.request().getHeader("Range"), context.request().getHeader("If-Range"), etag, size);
    if (range == null) {
      response.putHeader("Content-Range", "bytes */" + size);
      Problems.answer(context, 416, "range-not-satisfiable", "The file has " + size + " bytes.", new JsonObject());
      return null;
    }
    range.putHeaders(response, type);
    if (head) {
      response.end();
    }
    return head ? null : range;
  }

  private void putHeaders(HttpServerResponse response, String type) {
    if (part) {
      response.setStatusCode(206).putHeader("Content-Range", contentRange());
    }
    if (type != null) {
      response.putHeader(HttpHeaders.CONTENT_TYPE, type);
    }
    response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length()));
  }

  /**
   * Reads a Range header. A missing, malformed or multiple one means the whole file.
   *
   * @param header  value of Range, null when absent
   * @param ifRange value of If-Range, null when absent; the range counts only when it is the file's entity tag
   * @return null when the range lies outside of the file (416)
   */
  static ByteRange of(String header, String ifRange, String etag, long size) {
    Matcher range = SINGLE.matcher(header == null ? "" : header.strip());
    if (!range.matches() || ifRange != null && !ifRange.equals(etag)) {
      return whole(size);
    }
    OptionalLong from = number(range.group(1));
    OptionalLong to = number(range.group(2));
    if (from.isEmpty()) {
      return to.isEmpty() ? whole(size) : suffix(to.getAsLong(), size);
    }
    if (to.isPresent() && to.getAsLong() < from.getAsLong()) {
      return whole(size);
    }
    return from.getAsLong() >= size ? null
      : new ByteRange(from.getAsLong(), Math.min(to.orElse(Long.MAX_VALUE), size - 1), size, true);
  }

  private static ByteRange suffix(long bytes, long size) {
    return bytes == 0 || size == 0 ? null : new ByteRange(Math.max(0, size - bytes), size - 1, size, true);
  }

  private static OptionalLong number(String digits) {
    return digits.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(digits));
  }

  long length() {
    return last - first + 1;
  }

  boolean reachesEnd() {
    return last == size - 1;
  }

  /** Value of Content-Range. */
  String contentRange() {
    return "bytes " + first + "-" + last + "/" + size;
  }
}
