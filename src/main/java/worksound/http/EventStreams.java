package worksound.http;

import static worksound.messages.Addresses.STATUS_CHANGED;
import static worksound.messages.Addresses.STATUS_GET;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import worksound.messages.Snapshot;
import worksound.messages.Status.GetStatus;
import worksound.messages.Status.StatusChanged;

/** Everyone who listens to {@code GET /session/events}, and the last events for those who come back. */
final class EventStreams {

  private static final Buffer GREETING = Buffer.buffer(SseFrame.retry(2_000));

  private final Vertx vertx;
  private final int maxStreams;
  private final Set<EventStream> streams = new LinkedHashSet<>();
  private final ReplayBuffer events = new ReplayBuffer();
  /** Ids of another run of the server mean nothing to this one. */
  private final String run = Integer.toHexString(ThreadLocalRandom.current().nextInt());
  private Snapshot newest;
  /** The newest snapshot as a frame, null until somebody needs it. */
  private Buffer newestFrame;

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
    Set.copyOf(streams).forEach(stream -> stream.end(goodbye));
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
    EventStream stream = new EventStream(response, events, firstMissed(context.request().getHeader("Last-Event-ID")));
    streams.add(stream);
    response.closeHandler(v -> streams.remove(stream)).exceptionHandler(e -> streams.remove(stream))
      .endHandler(v -> streams.remove(stream));
    stream.begin(GREETING, status());
  }

  private void changed(StatusChanged event) {
    keepNewest(event.snapshot());
    if (event.cause() != null) {
      events.add(Buffer.buffer(SseFrame.event(run + "-" + events.next(), event.cause().name(), new JsonObject(event.cause().data()))));
    }
    if (!streams.isEmpty()) {
      Buffer frame = status();
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
      newestFrame = null;
    }
  }

  private Buffer status() {
    if (newestFrame == null) {
      newestFrame = Buffer.buffer(SseFrame.event(null, "status", JsonObject.mapFrom(newest)));
    }
    return newestFrame;
  }

  /** The oldest event that is still here of those that came after the one with this id; without an id of this run, none was missed. */
  private long firstMissed(String lastEventId) {
    String prefix = run + "-";
    if (lastEventId == null || !lastEventId.startsWith(prefix)) {
      return events.next();
    }
    try {
      long seen = Long.parseLong(lastEventId.substring(prefix.length()));
      return seen < 0 || seen >= events.next() ? events.next() : Math.max(seen + 1, events.oldest());
    } catch (NumberFormatException e) {
      return events.next();
    }
  }
}
