package worksound.http;

import static worksound.messages.Addresses.STATUS_CHANGED;
import static worksound.messages.Addresses.STATUS_GET;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import worksound.messages.GetStatus;
import worksound.messages.Snapshot;
import worksound.messages.StatusChanged;

/** Everyone who listens to {@code GET /session/events}, and the last events for those who come back. */
final class EventStreams {

  private static final int RETRY_MILLIS = 2_000;
  private static final int RING_SIZE = 200;

  private final Vertx vertx;
  private final int maxStreams;
  private final Set<EventStream> streams = new LinkedHashSet<>();
  private final Deque<Past> ring = new ArrayDeque<>();
  /** Ids of another run of the server mean nothing to this one. */
  private final String run = Integer.toHexString(ThreadLocalRandom.current().nextInt());
  private long eventCount;
  private Snapshot newest;

  /** An event that was sent. */
  private record Past(long number, String frame) {
  }

  EventStreams(Vertx vertx, int maxStreams) {
    this.vertx = vertx;
    this.maxStreams = maxStreams;
  }

  /** Begins to follow the status. */
  Future<Void> open(int heartbeatSeconds) {
    vertx.setPeriodic(heartbeatSeconds * 1_000L, timer -> streams.forEach(EventStream::heartbeat));
    return STATUS_CHANGED.listen(vertx, this::changed)
      .compose(v -> STATUS_GET.ask(vertx, new GetStatus()))
      .onSuccess(this::keepNewest)
      .mapEmpty();
  }

  /** Tells everyone that the server goes away, so that they come back, and ends their streams. */
  void close() {
    Buffer goodbye = Buffer.buffer(SseFrame.event(null, "server_stopping", new JsonObject()));
    Set.copyOf(streams).forEach(stream -> {
      stream.event(goodbye);
      stream.end();
    });
  }

  /** {@code GET /session/events}. */
  void stream(RoutingContext context) {
    if (streams.size() >= maxStreams) {
      context.response().putHeader("Retry-After", "10");
      Problems.answer(context, 503, "too-many-streams", "There are already " + maxStreams + " event streams (http.max_event_streams).", new JsonObject());
      return;
    }
    HttpServerResponse response = context.response().setChunked(true)
      .putHeader("Content-Type", "text/event-stream; charset=utf-8").putHeader("Cache-Control", "no-cache")
      .putHeader("X-Accel-Buffering", "no");
    EventStream stream = new EventStream(response);
    streams.add(stream);
    response.closeHandler(v -> streams.remove(stream)).exceptionHandler(e -> streams.remove(stream))
      .endHandler(v -> streams.remove(stream));
    String missed = missedSince(context.request().getHeader("Last-Event-ID"));
    stream.begin(Buffer.buffer(SseFrame.retry(RETRY_MILLIS) + missed + status()));
  }

  private void changed(StatusChanged event) {
    keepNewest(event.snapshot());
    if (event.cause() != null) {
      eventCount++;
      String frame = SseFrame.event(run + "-" + eventCount, event.cause().name(), new JsonObject(event.cause().data()));
      ring.addLast(new Past(eventCount, frame));
      if (ring.size() > RING_SIZE) {
        ring.removeFirst();
      }
      Buffer encoded = Buffer.buffer(frame);
      Set.copyOf(streams).forEach(stream -> stream.event(encoded));
    }
    if (!streams.isEmpty()) {
      Buffer frame = Buffer.buffer(status());
      Set.copyOf(streams).forEach(stream -> stream.status(frame));
    }
  }

  /** The newest snapshot. */
  Snapshot newest() {
    return newest;
  }

  private void keepNewest(Snapshot snapshot) {
    if (newest == null || snapshot.version() > newest.version()) {
      newest = snapshot;
    }
  }

  private String status() {
    return SseFrame.event(null, "status", JsonObject.mapFrom(newest));
  }

  private String missedSince(String lastEventId) {
    long seen = number(lastEventId);
    StringBuilder missed = new StringBuilder();
    ring.stream().filter(past -> past.number() > seen).forEach(past -> missed.append(past.frame()));
    return missed.toString();
  }

  /** The number in an id of this run; without one nothing was missed. */
  private long number(String lastEventId) {
    String prefix = run + "-";
    if (lastEventId == null || !lastEventId.startsWith(prefix)) {
      return Long.MAX_VALUE;
    }
    try {
      return Long.parseLong(lastEventId.substring(prefix.length()));
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }
}
