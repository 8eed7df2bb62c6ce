package worksound.page;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The event streams of a {@link ScriptedServer}: a whole snapshot on every change. */
final class ScriptedEvents {

  private final Set<HttpServerResponse> streams = new HashSet<>();
  private boolean down;

  /** Answers a request for the stream, beginning with the snapshot of now. */
  void open(RoutingContext rc, JsonObject snapshot) {
    if (down) {
      ScriptedServer.refuse(rc, new Refusal(503, "unavailable"));
      return;
    }
    HttpServerResponse stream = rc.response().setChunked(true).putHeader("Content-Type", "text/event-stream")
      .putHeader("Cache-Control", "no-cache");
    streams.add(stream);
    stream.closeHandler(closed -> streams.remove(stream));
    stream.exceptionHandler(broken -> streams.remove(stream));
    stream.write("retry: 2000\n" + event(snapshot));
  }

  void push(JsonObject snapshot) {
    streams.forEach(stream -> stream.write(event(snapshot)));
  }

  private static String event(JsonObject snapshot) {
    return "event: status\ndata: " + snapshot.encode() + "\n\n";
  }

  /** Ends every stream and refuses new ones. */
  void goDown() {
    down = true;
    List.copyOf(streams).forEach(HttpServerResponse::reset);
  }
}
