package worksound.http;

import io.vertx.core.json.JsonObject;

/** One frame of an event stream (WHATWG HTML, server-sent events). */
final class SseFrame {

  /** Keeps the connection alive and says nothing. */
  static final String HEARTBEAT = ":\n\n";

  private SseFrame() {
  }

  /** Tells a browser how soon to come back after the stream has broken. */
  static String retry(int millis) {
    return "retry: " + millis + "\n\n";
  }

  /**
   * An event. JSON has no raw line breaks, so its data is one line; line breaks in names would forge frames and are refused.
   *
   * @param id null for an event that is not replayed
   */
  static String event(String id, String name, JsonObject data) {
    return (id == null ? "" : "id: " + oneLine(id) + "\n") + "event: " + oneLine(name) + "\ndata: " + data.encode() + "\n\n";
  }

  private static String oneLine(String text) {
    if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
      throw new IllegalArgumentException("a line break in " + text.replaceAll("[\r\n]", "⏎"));
    }
    return text;
  }
}
