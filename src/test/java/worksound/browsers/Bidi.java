package worksound.browsers;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The client's side of WebDriver BiDi (W3C), the protocol that operates a browser over a WebSocket. */
final class Bidi {

  private static final int ANSWER_SECONDS = 60;
  private static final int MOST_BYTES = 64 << 20;   // a screenshot arrives in one message

  private final AtomicLong ids = new AtomicLong();
  private final Map<Long, Promise<JsonObject>> waiting = new ConcurrentHashMap<>();
  private final WebSocket socket;

  /** Connects. @param onEvent every event that was subscribed to, as {@code {method, params}} */
  Bidi(Vertx vertx, int port, Consumer<JsonObject> onEvent) throws TimeoutException {
    socket = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxFrameSize(MOST_BYTES).setMaxMessageSize(MOST_BYTES))
      .connect(new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI("/session")
        .setAllowOriginHeader(false))
      .await(ANSWER_SECONDS, TimeUnit.SECONDS);
    socket.textMessageHandler(text -> take(new JsonObject(text), onEvent));
  }

  private void take(JsonObject message, Consumer<JsonObject> onEvent) {
    Promise<JsonObject> asked = message.getLong("id") == null ? null : waiting.remove(message.getLong("id"));
    if (asked == null) {
      onEvent.accept(message);
    } else if ("success".equals(message.getString("type"))) {
      asked.complete(message.getJsonObject("result"));
    } else {
      asked.fail(message.encode());
    }
  }

  /** Sends a command and waits for its result; an AssertionError says what the browser answered instead. */
  JsonObject command(String method, JsonObject params) {
    long id = ids.incrementAndGet();
    Promise<JsonObject> result = Promise.promise();
    waiting.put(id, result);
    socket.writeTextMessage(new JsonObject().put("id", id).put("method", method).put("params", params).encode());
    try {
      return result.future().await(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(method + " " + params.encode() + ": " + e.getMessage(), e);
    }
  }
}
