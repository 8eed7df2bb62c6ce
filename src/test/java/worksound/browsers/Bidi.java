package worksound.browsers;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
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
  private static final int MOST_ATTEMPTS = 20;
  private static final int ATTEMPT_MILLIS = 250;
  private static final int MOST_BYTES = 64 << 20;   // a screenshot arrives in one message

  private final AtomicLong ids = new AtomicLong();
  private final Map<Long, Promise<JsonObject>> waiting = new ConcurrentHashMap<>();
  /** Kept: half a minute after the garbage collector has found a client that nobody refers to, Vert.x closes its connections. */
  private final WebSocketClient client;
  private final WebSocket socket;

  /** Connects. @param onEvent every event that was subscribed to, as {@code {method, params}} */
  Bidi(Vertx vertx, int port, Consumer<JsonObject> onEvent) throws TimeoutException {
    client = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxFrameSize(MOST_BYTES).setMaxMessageSize(MOST_BYTES));
    socket = connect(client, port);
    socket.textMessageHandler(text -> take(new JsonObject(text), onEvent));
    socket.closeHandler(closed -> waiting.values().forEach(asked -> asked.tryFail("the browser has closed the connection")));
  }

  /** A browser that has just started may close a connection that is being opened: it is opened again a few times. */
  private static WebSocket connect(WebSocketClient client, int port) throws TimeoutException {
    WebSocketConnectOptions options = new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI("/session").setAllowOriginHeader(false);
    for (int attempt = 1; true; attempt++) {
      try {
        return client.connect(options).await(ANSWER_SECONDS, TimeUnit.SECONDS);
      } catch (RuntimeException e) {
        if (attempt == MOST_ATTEMPTS) {
          throw e;
        }
        Processes.pause(ATTEMPT_MILLIS);
      }
    }
  }

  private void take(JsonObject message, Consumer<JsonObject> onEvent) {
    Promise<JsonObject> asked = message.getLong("id") == null ? null : waiting.remove(message.getLong("id"));
    if (asked == null) {
      onEvent.accept(message);
    } else if ("success".equals(message.getString("type"))) {
      asked.tryComplete(message.getJsonObject("result"));
    } else {
      asked.tryFail(message.encode());
    }
  }

  /** Sends a command and waits for its result; an AssertionError says what the browser answered instead. */
  JsonObject command(String method, JsonObject params) {
    long id = ids.incrementAndGet();
    Promise<JsonObject> result = Promise.promise();
    waiting.put(id, result);
    socket.writeTextMessage(new JsonObject().put("id", id).put("method", method).put("params", params).encode()).onFailure(result::tryFail);
    try {
      return result.future().await(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(method + " " + params.encode() + ": " + e.getMessage(), e);
    }
  }
}
