package worksound.soak;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Random;
import worksound.acestep.AcestepStandIn;
import worksound.acestep.Fault;
import worksound.acestep.StandInOptions;
import worksound.acestep.Tape;
import worksound.page.TimeMap;

/**
 * ACE-Step on a bad day: most segments are made in good time, some far too late, some not at the first attempt, and the second one
 * takes two minutes. What it makes is cut from one tape.
 */
final class Unsteady {

  private static final long VERY_LATE_MILLIS = 120_000;
  private static final long SIGN_OF_LIFE_MILLIS = 15_000;
  private static final double LATE_PART = 0.25;
  private static final double FAILED_PART = 0.15;

  private final Vertx vertx;
  private final AcestepStandIn acestep;
  private final Random random = new Random(20_261_122);

  private Unsteady(Vertx vertx, AcestepStandIn acestep) {
    this.vertx = vertx;
    this.acestep = acestep;
  }

  /** Opens it with segments of full length. */
  static Unsteady open(Vertx vertx) throws Exception {
    Unsteady unsteady = new Unsteady(vertx, AcestepStandIn.start(vertx, new StandInOptions()).await());
    unsteady.acestep.hold();
    unsteady.attend(1);
    return unsteady;
  }

  /** Waits for a task, and lets it end when its time has come. */
  private void attend(int number) {
    acestep.awaitTask(number).onSuccess(task -> {
      if (number > 2 && random.nextDouble() < FAILED_PART) {
        acestep.next(Fault.FAILED);
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

  private long millis(int number) {
    if (number == 2) {
      return VERY_LATE_MILLIS;
    }
    return Math.round(1_000 * (number > 2 && random.nextDouble() < LATE_PART ? 55 + 30 * random.nextDouble() : 3 + 12 * random.nextDouble()));
  }

  JsonObject config() {
    return new JsonObject().put("acestep", new JsonObject().put("url", acestep.url()));
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
