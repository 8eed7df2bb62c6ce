package worksound.http;

import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One reader's event stream. A slow reader gets the newest status, never a backlog of them; events are not merged, and a reader
 * that lets too many pile up is hung up on: it comes back with the last id it has seen.
 */
final class EventStream {

  private static final int MAX_PENDING = 64;
  private static final int WRITE_QUEUE_BYTES = 64 * 1024;

  private final HttpServerResponse response;
  private final Deque<String> pendingEvents = new ArrayDeque<>();
  private String pendingStatus;

  EventStream(HttpServerResponse response) {
    this.response = response;
    response.setWriteQueueMaxSize(WRITE_QUEUE_BYTES).drainHandler(v -> flush());
  }

  void begin(String frames) {
    response.write(frames);
  }

  /** An event that must not be lost. */
  void event(String frame) {
    if (pendingEvents.size() >= MAX_PENDING) {
      pendingEvents.clear();
      response.reset();
      return;
    }
    pendingEvents.add(frame);
    flush();
  }

  /** A status; replaces one that has not been sent yet. */
  void status(String frame) {
    pendingStatus = frame;
    flush();
  }

  void heartbeat() {
    if (!response.closed() && !response.writeQueueFull()) {
      response.write(SseFrame.HEARTBEAT);
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
      String frame = pendingStatus;
      pendingStatus = null;
      response.write(frame);
    }
  }

  private boolean writable() {
    return !response.closed() && !response.writeQueueFull();
  }
}
