package worksound.bench;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads an event stream and notes when each event came. */
final class Events {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final List<Event> all = new ArrayList<>();

  /** @param nanos when it came, on the clock of {@link System#nanoTime} */
  record Event(String name, JsonObject data, long nanos) {

    int index() {
      return data.getJsonObject("segment", data).getInteger("index", data.getInteger("segment_index", -1));
    }
  }

  Events(InputStream stream) {
    Thread reader = new Thread(() -> read(stream), "events");
    reader.setDaemon(true);
    reader.start();
  }

  /** Ends with the stream. */
  private void read(InputStream stream) {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      String name = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        long now = System.nanoTime();
        if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("data: ") && !name.equals("status")) {
          note(new Event(name, new JsonObject(line.substring(6)), now));
        }
      }
    } catch (IOException e) {
      note(new Event("broken", new JsonObject().put("why", e.getMessage()), System.nanoTime()));
    }
  }

  private synchronized void note(Event event) {
    all.add(event);
    notifyAll();
  }

  /** The first event of a kind and a segment, past or coming. */
  synchronized Event await(String name, int index) throws InterruptedException, TimeoutException {
    long until = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      for (Event event : all) {
        if (event.name().equals(name) && event.index() == index) {
          return event;
        }
      }
      long left = until - System.nanoTime();
      if (left <= 0) {
        throw new TimeoutException("no " + name + " of segment " + index + " among " + all.stream().map(Event::name).toList());
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
