package worksound.day;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Readers of the event stream: one that reads everything and now and then hangs up and asks for what it has missed, and one that never
 * reads. They live in a Vert.x of their own, so that no time of the day waits for them.
 */
final class Watchers {

  private static final int RING = 200;
  private static final int EVENTS_PER_CONNECTION = 500;
  private static final long RECONNECT_MILLIS = 20;

  private final Invariants invariants;
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final HttpClient http = vertx.createHttpClient();
  private String run = "";
  private long last;
  private boolean fromTheBeginning;
  private int connections;
  private int mostReplayed;
  private long events;
  private int hangups;
  private Installation server;
  private volatile boolean closed;

  Watchers(Invariants invariants) {
    this.invariants = invariants;
  }

  /** Begins to read. */
  void open(Installation watched) {
    server = watched;
    vertx.runOnContext(v -> {
      read();
      stall();
    });
  }

  /** Lets the readers go. */
  void close() throws TimeoutException {
    closed = true;
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  private void stall() {
    connect(null).onComplete(response -> {
      response.pause().exceptionHandler(e -> hungUp()).request().connection().closeHandler(v -> hungUp());
    }, e -> again(this::stall));
  }

  private void again(Runnable attempt) {
    if (!closed) {
      vertx.setTimer(RECONNECT_MILLIS, timer -> attempt.run());
    }
  }

  private void hungUp() {
    hangups++;
    again(this::stall);
  }

  private Future<HttpClientResponse> connect(String lastEventId) {
    if (closed || server.isDown()) {
      return Future.failedFuture("there is no server");
    }
    RequestOptions options = new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(server.url() + "/session/events");
    if (lastEventId != null) {
      options.putHeader("Last-Event-ID", lastEventId);
    }
    return http.request(options).compose(request -> request.send());
  }

  private void read() {
    fromTheBeginning = connections % 2 == 1;
    connect(run.isEmpty() ? null : run + "-" + (fromTheBeginning ? 0 : last)).onComplete(response -> {
      connections++;
      Frames frames = new Frames(response);
      response.handler(frames::add).exceptionHandler(e -> { }).request().connection().closeHandler(v ->
        again(this::read));
    }, e -> again(this::read));
  }

  /** What comes over one connection. */
  private final class Frames {

    private final HttpClientResponse response;
    private Buffer rest = Buffer.buffer();
    private boolean isUpToDate;
    private int replayed;
    private int read;

    Frames(HttpClientResponse response) {
      this.response = response;
    }

    void add(Buffer chunk) {
      rest.appendBuffer(chunk);
      String text = rest.toString();
      int end = text.lastIndexOf("\n\n");
      if (end >= 0) {
        for (String frame : text.substring(0, end).split("\n\n")) {
          take(frame);
        }
        rest = Buffer.buffer(text.substring(end + 2));
      }
    }

    private void take(String frame) {
      int at = frame.startsWith("id: ") ? 0 : frame.indexOf("\nid: ") + 1;
      if (at > 0 || frame.startsWith("id: ")) {
        numbered(frame.substring(at + 4).lines().findFirst().orElseThrow());
      } else if (frame.contains("event: status")) {
        isUpToDate = true;
      }
    }

    private void numbered(String id) {
      String itsRun = id.substring(0, id.lastIndexOf('-'));
      long number = Long.parseLong(id.substring(id.lastIndexOf('-') + 1));
      boolean again = fromTheBeginning && read == 0;
      invariants.require(!itsRun.equals(run) || again || number == last + 1 || read == 0 && number > last + 1,
        "event " + id + " follows on event " + last);
      run = itsRun;
      last = number;
      events++;
      read++;
      replayed += isUpToDate ? 0 : 1;
      mostReplayed = Math.max(mostReplayed, replayed);
      invariants.require(replayed <= RING, replayed + " events were kept for one who comes back");
      if (read == EVENTS_PER_CONNECTION) {
        response.request().connection().close();
      }
    }
  }

  @Override
  public String toString() {
    return "event stream: " + events + " events in " + connections + " connections, most kept " + mostReplayed
      + ", hung up on the reader that does not read " + hangups + " times";
  }
}
