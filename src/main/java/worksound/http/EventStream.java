package worksound.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One reader's event stream. A slow reader gets the newest status, never a backlog of them; events are not merged, and a reader
 * that lets too many pile up is hung up on: it comes back with the last id it has seen. Frames come encoded, once for all readers.
 */
final class EventStream {

  private static final int MAX_PENDING = 64;
  private static final int WRITE_QUEUE_BYTES = 64 * 1024;
  private static final Buffer HEARTBEAT = Buffer.buffer(SseFrame.HEARTBEAT);

  private final HttpServerResponse response;
  private final Deque<Buffer> pendingEvents = new ArrayDeque<>();
  private Buffer pendingStatus;

  EventStream(HttpServerResponse response) {
    this.response = response;
    response.setWriteQueueMaxSize(WRITE_QUEUE_BYTES).drainHandler(v -> flush());
  }

  void begin(Buffer frames) {
    response.write(frames);
  }

  /** An event that must not be lost. */
  void event(Buffer frame) {
    if (pendingEvents.size() >= MAX_PENDING) {
      pendingEvents.clear();
      response.reset();
      return;
    }
    pendingEvents.add(frame);
    flush();
  }

  /** A status; replaces one that has not been sent yet. */
  void status(Buffer frame) {
    pendingStatus = frame;
    flush();
  }

  void heartbeat() {
    if (!response.closed() && !response.writeQueueFull()) {
      response.write(HEARTBEAT);
    }
  }

  void end() {
    response.end();
  }

  private void flush() {
    while (!pendingEvents.isEmpty() && writable()) {
      response.write(pendingEvents.poll());
    }
    if (pendingStatus != null && writable()) {
      Buffer frame = pendingStatus;
      pendingStatus = null;
      response.write(frame);
    }
  }

  private boolean writable() {
    return !response.closed() && !response.writeQueueFull();
  }
}
