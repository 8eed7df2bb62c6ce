package worksound.http;

import io.vertx.core.buffer.Buffer;

/**
 * The last events, encoded once for all readers and numbered from 1. Each reader has a place in it instead of a queue of its own, so
 * one that does not read costs nothing here. Used by one event loop.
 */
final class ReplayBuffer {

  static final int MAX_EVENTS = 200;
  static final int MAX_BYTES = 256 * 1024;

  /** The event with number n is at n modulo the size. */
  private final Buffer[] frames = new Buffer[MAX_EVENTS];
  private long oldest = 1;
  private long next = 1;
  private long bytes;

  /** The number that the next event will have. */
  long next() {
    return next;
  }

  /** Number of the oldest event that is still here; {@link #next} when there is none. */
  long oldest() {
    return oldest;
  }

  /** Adds the next event; the oldest go when there are too many or too large ones, the newest stays. */
  void add(Buffer frame) {
    if (next - oldest == MAX_EVENTS) {
      dropOldest();
    }
    frames[slot(next++)] = frame;
    bytes += frame.length();
    while (bytes > MAX_BYTES && next - oldest > 1) {
      dropOldest();
    }
  }

  /** An event that is still here. */
  Buffer get(long number) {
    if (number < oldest || number >= next) {
      throw new IllegalArgumentException("event " + number + " is not here, expected " + oldest + " to " + (next - 1));
    }
    return frames[slot(number)];
  }

  private void dropOldest() {
    int slot = slot(oldest++);
    bytes -= frames[slot].length();
    frames[slot] = null;
  }

  private static int slot(long number) {
    return (int) (number % MAX_EVENTS);
  }
}
