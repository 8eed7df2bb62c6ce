package worksound.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static worksound.messages.Addresses.STATUS_CHANGED;
import static worksound.messages.Addresses.STATUS_GET;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import worksound.bus.RecordCodec;
import worksound.config.Config;
import worksound.messages.Snapshot;
import worksound.messages.Status.StatusChanged;
import worksound.messages.Status.StatusEvent;
import worksound.testing.Requirement;

/** The door alone, with a status that the test makes up, read by readers that can stop reading. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class EventStreamTest {

  private static final int PATIENCE_SECONDS = 20;

  private Vertx vertx;
  private HttpClient client;
  private HttpVerticle http;
  private long version;

  @BeforeEach
  void open(Vertx vertx) throws Exception {
    this.vertx = vertx;
    client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(20));
    RecordCodec.register(vertx.eventBus());
    STATUS_GET.answer(vertx, ask -> Future.succeededFuture(snapshot(""))).await(PATIENCE_SECONDS, SECONDS);
    http = new HttpVerticle(Config.from(new JsonObject("{\"http\": {\"port\": 0, \"sse_heartbeat_seconds\": 1, \"max_event_streams\": 5}}")).http(), null);
    vertx.deployVerticle(http).await(PATIENCE_SECONDS, SECONDS);
  }

  @Test
  @Requirement("P4")
  void aReaderIsGreetedWithTheWholeSnapshot() throws Exception {
    Reader reader = new Reader(null);
    reader.await(text -> text.contains("\"version\":0"));
    assertThat(reader.response.getHeader("Content-Type")).startsWith("text/event-stream");
    assertThat(reader.text()).contains("retry: 2000\n\n", "event: status\ndata: {\"version\":0,");
  }

  @Test
  void aSilentStreamIsKeptAlive() throws Exception {
    new Reader(null).await(text -> text.contains("\n\n:\n\n"));
  }

  @Test
  void eventsHaveIdsAndAreReplayedToOneWhoComesBack() throws Exception {
    Reader first = new Reader(null);
    first.await(text -> text.contains("\"version\":0"));
    event("segment_accepted", 1);
    event("segment_accepted", 2);
    event("segment_accepted", 3);
    first.await(text -> text.contains("\"index\":3"));
    String idOfFirst = first.text().replaceAll("(?s).*?id: (\\S+)\nevent: segment_accepted\ndata: \\{\"index\":1\\}.*", "$1");
    Reader second = new Reader(idOfFirst);
    second.await(text -> text.contains("event: status"));
    assertThat(second.text()).doesNotContain("\"index\":1}").contains("{\"index\":2}", "{\"index\":3}");
    Reader foreign = new Reader("another-run-1");
    foreign.await(text -> text.contains("event: status"));
    assertThat(foreign.text()).doesNotContain("segment_accepted");
  }

  @Test
  void aReaderThatDoesNotReadGetsTheNewestStatusAndNoBacklog() throws Exception {
    Reader stalled = new Reader(null);
    stalled.await(text -> text.contains("\"version\":0"));
    stalled.pause();
    Reader lively = new Reader(null);
    lively.await(text -> text.contains("event: status"));
    String bulk = "x".repeat(100_000);
    int changes = 300;
    for (int change = 1; change <= changes; change++) {
      status(bulk);
      int sent = change;
      lively.await(text -> text.contains("\"version\":" + sent + ","));
      lively.forget();
    }
    stalled.resume();
    stalled.await(text -> text.contains("\"version\":" + changes + ","));
    assertThat(stalled.text().split("event: status").length - 1).isLessThan(changes / 2);
  }

  @Test
  void aReaderThatLetsEventsPileUpIsHungUpOn() throws Exception {
    Reader stalled = new Reader(null);
    stalled.await(text -> text.contains("\"version\":0"));
    stalled.pause();
    String bulk = "x".repeat(100_000);
    for (int index = 0; index < 300; index++) {
      publish(new StatusEvent("segment_accepted", Map.of("index", index, "bulk", bulk)), "");
    }
    stalled.resume();
    stalled.closed().await(PATIENCE_SECONDS, SECONDS);
    Reader other = new Reader(null);
    other.await(text -> text.contains("event: status"));
  }

  @Test
  void whatIsReplayedIsBoundedInBytes() throws Exception {
    Reader first = new Reader(null);
    first.await(text -> text.contains("\"version\":0"));
    event("segment_accepted", 1);
    first.await(text -> text.contains("\"index\":1"));
    String id = first.text().replaceAll("(?s).*?id: (\\S+)\nevent: segment_accepted.*", "$1");
    for (int index = 2; index <= 20; index++) {
      String number = "<" + index + ">";
      publish(new StatusEvent("segment_accepted", Map.of("number", number, "bulk", "x".repeat(50_000))), "");
      // One who lags too far behind would be hung up on.
      first.await(text -> text.contains(number));
    }
    Reader second = new Reader(id);
    second.await(text -> text.contains("event: status"));
    assertThat(second.text().length()).isLessThan(300_000);
    assertThat(second.text()).contains("<19>", "<20>").doesNotContain("<2>");
  }

  private void event(String name, int index) {
    publish(new StatusEvent(name, Map.of("index", index)), "");
  }

  private void status(String bulk) {
    publish(null, bulk);
  }

  private void publish(StatusEvent cause, String bulk) {
    version++;
    STATUS_CHANGED.publish(vertx, new StatusChanged(snapshot(bulk), cause));
  }

  private Snapshot snapshot(String prompt) {
    return new Snapshot(version, Instant.now(), null, Snapshot.State.idle, null, List.of(), null, null,
      new Snapshot.Prompt(prompt, null, null, null), null, null, new Snapshot.Timing(60, 15, 4, 15, 20),
      new Snapshot.Engine("builtin", null, true, null, List.of(), false, null, null, null, null, null), null, null, null, null, null);
  }

  /** A reader that can stop reading. */
  private final class Reader {

    private final StringBuilder text = new StringBuilder();
    private final HttpClientResponse response;
    private final Promise<Void> closed = Promise.promise();
    private Predicate<String> wanted = text -> false;
    private Promise<Void> come = Promise.promise();

    Reader(String lastEventId) throws Exception {
      response = client.request(HttpMethod.GET, http.port(), "127.0.0.1", "/session/events")
        .compose(request -> (lastEventId == null ? request.send() : request.putHeader("Last-Event-ID", lastEventId).send())
          .onSuccess(answer -> answer.handler(this::read).endHandler(v -> closed.tryComplete()).exceptionHandler(e -> closed.tryComplete())))
        .await(PATIENCE_SECONDS, SECONDS);
    }

    private synchronized void read(Buffer bytes) {
      text.append(bytes);
      if (wanted.test(text.toString())) {
        come.tryComplete();
      }
    }

    void await(Predicate<String> wanted) throws Exception {
      Promise<Void> promise = Promise.promise();
      synchronized (this) {
        if (wanted.test(text.toString())) {
          return;
        }
        this.wanted = wanted;
        come = promise;
      }
      promise.future().await(PATIENCE_SECONDS, SECONDS);
    }

    synchronized String text() {
      return text.toString();
    }

    synchronized void forget() {
      text.setLength(0);
    }

    void pause() {
      response.pause();
    }

    void resume() {
      response.resume();
    }

    Future<Void> closed() {
      return closed.future();
    }
  }
}
