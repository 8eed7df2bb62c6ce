package worksound.bench;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Numbered changes of the status: when each was made, and how long it took to everyone who was told. */
final class Changes {

  private final Map<Long, Long> madeNanos = new ConcurrentHashMap<>();
  private final Samples millis = new Samples();
  private volatile IOException broken;

  /** A change is about to be made. */
  void made(long number) {
    madeNanos.put(number, System.nanoTime());
  }

  /** Somebody was told of it for the first time. */
  void received(long number, long nanos) {
    Long made = madeNanos.get(number);
    if (made != null) {
      millis.add((nanos - made) / 1e6);
    }
  }

  /** A stream broke that should not. */
  void broken(IOException why) {
    broken = why;
  }

  /** Milliseconds from each change to each receipt. */
  Samples millis() throws IOException {
    if (broken != null) {
      throw broken;
    }
    return millis;
  }
}
