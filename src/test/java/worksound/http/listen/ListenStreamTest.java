package worksound.http.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;
import worksound.messages.Playback.Format;
import worksound.messages.Playback.StreamFrames;
import worksound.testing.Requirement;

/** A listener that reads slowly, not at all, or not any more costs a bounded amount and hears on with what is played now. */
@Requirement({"B12", "B15"})
class ListenStreamTest {

  private final Connection connection = new Connection();
  private final ListenStream stream = new ListenStream(connection.response(), null, List.of(Buffer.buffer("header ")), "", 5);

  /** A connection whose reader a test plays. */
  private static final class Connection {

    private final StringBuilder received = new StringBuilder();
    private boolean full;
    private boolean reset;
    private boolean ended;
    private Handler<Void> drained;

    HttpServerResponse response() {
      return (HttpServerResponse) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {HttpServerResponse.class}, (proxy, method, args) ->
        switch (method.getName()) {
          case "write" -> {
            received.append(args[0]);
            yield Future.succeededFuture();
          }
          case "writeQueueFull" -> full;
          case "drainHandler" -> {
            drained = drainHandler(args[0]);
            yield proxy;
          }
          case "closed", "ended" -> ended || reset;
          case "reset" -> {
            reset = true;
            yield Future.succeededFuture();
          }
          case "end" -> {
            ended = true;
            yield Future.succeededFuture();
          }
          default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    @SuppressWarnings("unchecked")
    private static Handler<Void> drainHandler(Object handler) {
      return (Handler<Void>) handler;
    }

    void drain() {
      full = false;
      drained.handle(null);
    }
  }

  @Test
  void itGetsTheOpeningAndThenWhatWasNotInIt() {
    send(3, 8);
    assertThat(connection.received).hasToString("header 5 6 7 ");
    assertThat(stream.skipped()).isZero();
  }

  @Test
  void whatItDoesNotTakeAtOnceItGetsLater() {
    connection.full = true;
    send(5, 5 + ListenStream.MOST_WAITING);
    assertThat(connection.received).hasToString("header ");
    connection.drain();
    assertThat(connection.received.toString().split(" ")).hasSize(1 + ListenStream.MOST_WAITING).contains("5", "84");
  }

  @Test
  void oneThatFallsFarBehindSkipsToNow() {
    connection.full = true;
    send(5, 5 + ListenStream.MOST_WAITING + 11);
    connection.drain();
    assertThat(connection.received.toString().split(" ")).hasSize(1 + 10).doesNotContain("5", "84").contains("86", "95");
    assertThat(stream.skipped()).isEqualTo(ListenStream.MOST_WAITING + 1);
    assertThat(connection.reset).isFalse();
  }

  @Test
  void oneThatTakesNothingIsHungUpOn() {
    connection.full = true;
    send(5, 5 + ListenStream.STALLED);
    assertThat(connection.reset).isFalse();
    send(5 + ListenStream.STALLED, 6 + ListenStream.STALLED);
    assertThat(connection.reset).isTrue();
  }

  @Test
  void theEndComesAfterWhatWaits() {
    connection.full = true;
    send(5, 7);
    connection.full = false;
    stream.end();
    assertThat(connection.received).hasToString("header 5 6 ");
    assertThat(connection.ended).isTrue();
  }

  @Test
  void atTheEndOneThatTakesNothingIsHungUpOn() {
    connection.full = true;
    stream.end();
    assertThat(connection.reset).isTrue();
  }

  private void send(int from, int to) {
    for (int number = from; number < to; number++) {
      stream.send(new StreamFrames(Format.wav, number, "rain", Buffer.buffer(number + " ")));
    }
  }
}
