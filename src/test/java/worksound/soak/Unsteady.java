package worksound.soak;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import worksound.acestep.AcestepStandIn;
import worksound.acestep.BrokenAnswer;
import worksound.acestep.Fault;
import worksound.acestep.StandInEvent;
import worksound.acestep.StandInOptions;
import worksound.acestep.Tape;
import worksound.page.TimeMap;

/**
 * ACE-Step on a bad day: most segments are made in good time, some far too late, some not at the first attempt, and the second one
 * takes two minutes; every now and then an endpoint answers by half or not at all. Or on a day on which every segment takes the same time.
 * What it makes is cut from one tape. Set {@code soak.seed} for another day.
 */
final class Unsteady {

  private static final long VERY_LATE_MILLIS = 120_000;
  private static final long SIGN_OF_LIFE_MILLIS = 15_000;
  private static final double STRIDE_SECONDS = 45;
  private static final double LATE_PART = 0.25;
  private static final double FAILED_PART = 0.15;

  private final Vertx vertx;
  private final AcestepStandIn acestep;
  private final Double speed;
  private static final double BROKEN_PART = 0.3;
  private static final int MOST_BROKEN_ANSWERS = 3;
  private static final List<String> ENDPOINTS = List.of("/health", "/release_task", "/query_result", "/v1/audio");
  private static final long SEED = Long.getLong("soak.seed", 20_261_122);

  private final Random random = new Random(SEED);
  /** Endpoints that were broken, and how, by the count. */
  private final Map<String, Integer> broken = new TreeMap<>();

  private Unsteady(Vertx vertx, AcestepStandIn acestep, Double speed) {
    this.speed = speed;
    this.vertx = vertx;
    this.acestep = acestep;
  }

  /** Opens it with segments of full length. @param speed seconds of new music per second of generation, null for a bad day */
  static Unsteady open(Vertx vertx, Double speed) throws Exception {
    Unsteady unsteady = new Unsteady(vertx, AcestepStandIn.start(vertx, new StandInOptions()).await(), speed);
    unsteady.acestep.hold();
    unsteady.attend(1);
    return unsteady;
  }

  /** Waits for a task, and lets it end when its time has come. */
  private void attend(int number) {
    acestep.awaitTask(number).onSuccess(task -> {
      boolean bad = speed == null && number > 2;
      if (bad && random.nextDouble() < FAILED_PART) {
        acestep.next(Fault.FAILED);
      } else if (bad && random.nextDouble() < BROKEN_PART) {
        breakOne();
      }
      long millis = millis(number);
      long alive = vertx.setPeriodic(SIGN_OF_LIFE_MILLIS, tick -> acestep.showProgress(0.3 + 0.5 * random.nextDouble(), "Generating music…"));
      vertx.setTimer(millis, done -> {
        vertx.cancelTimer(alive);
        acestep.completeNext();
      });
      attend(number + 1);
    });
  }

  /** One endpoint is broken until it has been asked a few times. */
  private void breakOne() {
    String path = ENDPOINTS.get(random.nextInt(ENDPOINTS.size()));
    BrokenAnswer how = BrokenAnswer.values()[random.nextInt(BrokenAnswer.values().length)];
    int answers = 1 + random.nextInt(MOST_BROKEN_ANSWERS);
    broken.merge(path + " " + how, 1, Integer::sum);
    acestep.breakEndpoints(how, path);
    acestep.await(StandInEvent.BROKEN, acestep.count(StandInEvent.BROKEN) + answers).onSuccess(asked -> acestep.mend());
  }

  /** What was broken so far, with the seed that it was drawn from. */
  String broken() {
    return "seed " + SEED + ": " + broken;
  }

  private long millis(int number) {
    if (speed != null) {
      return Math.round(1_000 * STRIDE_SECONDS / speed);
    }
    if (number == 2) {
      return VERY_LATE_MILLIS;
    }
    return Math.round(1_000 * (number > 2 && random.nextDouble() < LATE_PART ? 55 + 30 * random.nextDouble() : 3 + 12 * random.nextDouble()));
  }

  JsonObject config() {
    return new JsonObject().put("acestep", new JsonObject().put("url", acestep.url()).put("answer_timeout_seconds", 5)
      .put("download_stall_seconds", 5).put("transfer_timeout_seconds", 20));
  }

  TimeMap.Signal tape() {
    return Tape::at;
  }

  /** The tape's frame at which the session's music begins. */
  long beginning() {
    return acestep.tasks().get(0).tapePosition();
  }

  int tasks() {
    return acestep.tasks().size();
  }
}
