package worksound.bench;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A thousand subscribers of the event stream, fifty of them stalled, against a single one. */
final class EventStreaming implements Measure {

  private static final int SUBSCRIBERS = 1_000;
  private static final int STALLED = 50;
  private static final int CHANGES_PER_SECOND = 5;
  private static final int SECONDS = 15;
  private static final double TARGET_MILLIS = 50;
  private static final double TARGET_MEGABYTES = 32;

  @Override
  public List<Row> take() throws Exception {
    JsonObject config = new JsonObject().put("http", new JsonObject().put("max_event_streams", SUBSCRIBERS + 10)
        .put("max_connections", SUBSCRIBERS + 100).put("max_connections_per_address", SUBSCRIBERS + 100))
      .put("session", new JsonObject().put("look_ahead", 1));
    try (Folder audio = Folder.open(); Launched server = Launched.worksound("sse", config, audio.path())) {
      Listener listener = new Listener(server.port());
      listener.play();
      listener.events().await("segment_accepted", 0);
      follow(server, listener, SUBSCRIBERS / 4, 0, 1_000);     // until its code is compiled
      double before = server.liveHeapMegabytes();
      Samples one = follow(server, listener, 1, 0, 10_000);
      double[] meanwhile = new double[1];
      Samples all = follow(server, listener, SUBSCRIBERS, STALLED, 100_000, () -> meanwhile[0] = server.liveHeapMegabytes());
      double growth = meanwhile[0] - before;
      return List.of(
        Row.of("change to receipt, p99, 1,000 event streams", all.quantile(0.99), "ms").against("one stream, p99", one.quantile(0.99))
          .target("≤ 50 ms", all.quantile(0.99) <= TARGET_MILLIS)
          .note("%d changes/s, %d streams stalled, %d receipts, median %.1f ms", CHANGES_PER_SECOND, STALLED, all.size(), all.median()),
        Row.of("heap growth by 1,000 event streams", growth, "MB").target("≤ 32 MB", growth <= TARGET_MEGABYTES)
          .note("live, after a full collection"));
    }
  }

  private static Samples follow(Launched server, Listener listener, int count, int stalled, int firstNumber) throws Exception {
    return follow(server, listener, count, stalled, firstNumber, () -> { });
  }

  /** What is done while everyone is connected, after the changes. */
  private interface Look {
    void take() throws Exception;
  }

  private static Samples follow(Launched server, Listener listener, int count, int stalled, int firstNumber, Look look) throws Exception {
    Changes changes = new Changes();
    try (Subscribers subscribers = new Subscribers(server.port(), count, stalled, changes)) {
      subscribers.awaitGreeting();
      change(listener, changes, firstNumber);
      look.take();
    }
    return changes.millis();
  }

  private static void change(Listener listener, Changes changes, int firstNumber) throws Exception {
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    int[] number = {firstNumber};
    ScheduledFuture<?> ticking = clock.scheduleAtFixedRate(() -> {
      try {
        changes.made(++number[0]);
        listener.report(0, number[0]);
      } catch (Exception e) {
        throw new IllegalStateException("a change could not be made", e);
      }
    }, 0, 1_000 / CHANGES_PER_SECOND, TimeUnit.MILLISECONDS);
    try {
      ticking.get(SECONDS, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException over) {
      ticking.cancel(false);
    } finally {
      clock.shutdown();
      clock.awaitTermination(SECONDS, TimeUnit.SECONDS);
    }
  }
}
