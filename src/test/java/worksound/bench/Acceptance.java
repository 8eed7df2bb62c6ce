package worksound.bench;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import worksound.acestep.AcestepStandIn;
import worksound.acestep.StandInEvent;
import worksound.acestep.StandInOptions;

/**
 * From the poll that finds ACE-Step done to the announcement of the segment, and from the segment's delivery to the last byte of the next
 * task, with 60 s segments over loopback and the stand-in for ACE-Step in this process. What the stand-in does with a task, which is to
 * decode its seed and check every sample of it, is not counted.
 */
final class Acceptance implements Measure {

  private static final int SEGMENTS = 16;
  /** The first ones run while the server's code is still being compiled. */
  private static final int WARM = 3;
  private static final double TARGET_ACCEPT_MILLIS = 120;
  private static final double TARGET_SUBMIT_MILLIS = 50;
  private static final double TARGET_SUBMIT_RATIO = 1.6;

  private final Samples accepted = new Samples();
  private final Samples copied = new Samples();
  private final Samples submitted = new Samples();
  private final Samples seeds = new Samples();

  @Override
  public List<Row> take() throws Exception {
    Vertx vertx = Vertx.vertx();
    AcestepStandIn acestep = AcestepStandIn.start(vertx, new StandInOptions()).await();
    JsonObject config = new JsonObject().put("acestep", new JsonObject().put("url", acestep.url()))
      .put("session", new JsonObject().put("look_ahead", 1));
    try (Folder audio = Folder.open(); PlainCopy copy = new PlainCopy(vertx, audio);
         Launched server = Launched.worksound("accept", config, audio.path())) {
      Listener listener = new Listener(server.port());
      listener.play();
      for (int index = 0; index < SEGMENTS; index++) {
        segment(listener, acestep, copy, index);
      }
    } finally {
      vertx.close().await();
    }
    return rows();
  }

  private void segment(Listener listener, AcestepStandIn acestep, PlainCopy copy, int index) throws Exception {
    long reported = nanos(acestep, StandInEvent.REPORTED, index + 1);
    double millis = (listener.events().await("segment_accepted", index).nanos() - reported) / 1e6;
    double plain = copy.millis();
    AtomicLong next = new AtomicLong();
    acestep.await(StandInEvent.ARRIVED, index + 2).onSuccess(reached -> next.set(System.nanoTime()));
    long delivered = listener.fetch(index);
    acestep.await(StandInEvent.SUBMITTED, index + 2).await(1, TimeUnit.MINUTES);
    if (index >= WARM) {
      accepted.add(millis);
      copied.add(plain);
      submitted.add((next.get() - delivered) / 1e6);
      seeds.add(1_000 * listener.events().await("generation_submitted", index + 1).data().getDouble("seed_seconds"));
    }
  }

  private static long nanos(AcestepStandIn acestep, StandInEvent event, int number) throws Exception {
    return acestep.await(event, number).map(reached -> System.nanoTime()).await(1, TimeUnit.MINUTES);
  }

  private List<Row> rows() {
    return List.of(
      Row.of("ACE-Step done to segment_accepted", accepted.median(), "ms").against("plain copy over loopback", copied.median())
        .target("≤ 120 ms", accepted.median() <= TARGET_ACCEPT_MILLIS)
        .note("60 s of 48 kHz stereo, 16 bits; median of %d, p99 %.0f ms", accepted.size(), accepted.quantile(0.99)),
      Row.of("delivered to the next task submitted", submitted.median(), "ms").against("plain copy over loopback", copied.median())
        .target("≤ 50 ms, ≤ 1.6 ×", submitted.median() <= Math.min(TARGET_SUBMIT_MILLIS, TARGET_SUBMIT_RATIO * copied.median()))
        .note("until the last byte of a seed of 11.5 MB is there; %.1f ms of it wait for the seed", seeds.median()));
  }
}
