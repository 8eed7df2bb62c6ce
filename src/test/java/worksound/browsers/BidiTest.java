package worksound.browsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against browsers of the test's own that close connections. */
@Timeout(60)
class BidiTest {

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger connections = new AtomicInteger();

  @AfterEach
  void close() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private int browserThatCloses(int first) throws Exception {
    HttpServer server = vertx.createHttpServer()
      .connectionHandler(connection -> {
        if (connections.incrementAndGet() <= first) {
          connection.close();
        }
      })
      .webSocketHandler(socket -> socket.textMessageHandler(text -> socket.writeTextMessage(new JsonObject()
        .put("id", new JsonObject(text).getLong("id")).put("type", "success").put("result", new JsonObject().put("ready", true)).encode())));
    return server.listen(0, "127.0.0.1").await(20, TimeUnit.SECONDS).actualPort();
  }

  @Test
  void connectsAgainToABrowserThatClosesItsFirstConnections() throws Exception {
    Bidi bidi = new Bidi(vertx, browserThatCloses(2), event -> { });
    assertThat(bidi.command("session.status", new JsonObject()).getBoolean("ready")).isTrue();
    assertThat(connections).hasValue(3);
  }

  @Test
  void saysAtOnceThatTheConnectionWasClosed() throws Exception {
    HttpServer server = vertx.createHttpServer().webSocketHandler(socket -> socket.textMessageHandler(text -> socket.close()));
    Bidi bidi = new Bidi(vertx, server.listen(0, "127.0.0.1").await(20, TimeUnit.SECONDS).actualPort(), event -> { });
    long asked = System.nanoTime();
    assertThatThrownBy(() -> bidi.command("session.status", new JsonObject())).hasMessageContainingAll("session.status", "closed");
    assertThatThrownBy(() -> bidi.command("session.end", new JsonObject())).hasMessageContaining("closed");
    assertThat(System.nanoTime() - asked).isLessThan(TimeUnit.SECONDS.toNanos(30));
  }

  @Test
  void givesUpOnABrowserThatClosesEveryConnection() throws Exception {
    int port = browserThatCloses(Integer.MAX_VALUE);
    assertThatThrownBy(() -> new Bidi(vertx, port, event -> { })).hasMessageContaining("closed");
    assertThat(connections).hasValue(20);
  }
}
