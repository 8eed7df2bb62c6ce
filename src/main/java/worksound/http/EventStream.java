package worksound.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/**
 * One reader's event stream. A slow reader gets the newest status, never a backlog of them; events are not merged, and a reader
 * that falls so far behind that one is gone before it could be written is hung up on: it comes back with the last id it has seen.
 */
final class EventStream {

  private static final Buffer HEARTBEAT = Buffer.buffer(SseFrame.HEARTBEAT);

  private final HttpServerResponse response;
  private final ReplayBuffer events;
  private long next;
  private Buffer pendingStatus;

  /** @param next number of the first event to send */
  EventStream(HttpServerResponse response, ReplayBuffer events, long next) {
    this.response = response;
    this.events = events;
    this.next = next;
    response.drainHandler(v -> flush());
  }

  /** Greets the reader; what it has missed comes after that, then the status. */
  void begin(Buffer greeting, Buffer status) {
    response.write(greeting);
    status(status);
  }

  /** A status; replaces one that has not been sent yet. Whatever events have come meanwhile go before it. */
  void status(Buffer frame) {
    pendingStatus = frame;
    flush();
  }

  void heartbeat() {
    if (writable()) {
      response.write(HEARTBEAT);
    }
  }

  /** Ends the stream with a last frame; a reader that takes nothing is hung up on. */
  void end(Buffer goodbye) {
    if (writable()) {
      response.end(goodbye);
    } else {
      response.reset();
    }
  }

  private void flush() {
    if (next < events.oldest()) {
      response.reset();
      return;
    }
    while (next < events.next() && writable()) {
      response.write(events.get(next++));
    }
    if (pendingStatus != null && next == events.next() && writable()) {
      Buffer frame = pendingStatus;
      pendingStatus = null;
      response.write(frame);
    }
  }

  private boolean writable() {
    return !response.closed() && !response.writeQueueFull();
  }
}
