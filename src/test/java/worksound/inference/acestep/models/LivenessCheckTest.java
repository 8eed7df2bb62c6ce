package worksound.inference.acestep.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.junit.jupiter.api.Test;
import worksound.inference.SimulatedTime;
import worksound.inference.failure.AcestepException;
import worksound.inference.failure.Problem;

/** A load followed through simulated time. */
class LivenessCheckTest {

  private static final double OUTAGE = 30;

  private final SimulatedTime time = new SimulatedTime();
  private final Promise<String> loading = Promise.promise();
  private Future<?> health = Future.succeededFuture();
  private int questions;

  private Future<String> watch() {
    return new LivenessCheck(time, seconds -> {
      questions++;
      return health;
    }, OUTAGE).watch(loading.future());
  }

  private static Future<?> failed(Problem problem) {
    return Future.failedFuture(problem.because("no"));
  }

  @Test
  void loadingThatTakesLongIsWaitedForWhileTheServerAnswers() {
    Future<String> loaded = watch();
    time.pass(400);
    health = failed(Problem.SERVER_ERROR);
    time.pass(400);
    assertThat(loaded.isComplete()).as("an error is an answer, too").isFalse();
    loading.complete("models");
    assertThat(loaded.result()).isEqualTo("models");
    int before = questions;
    time.pass(60);
    assertThat(questions).as("nothing is asked afterwards").isEqualTo(before);
  }

  @Test
  void aServerThatAnswersNothingAnyMoreIsUnreachableAfterTheLongestOutage() {
    Future<String> loaded = watch();
    time.pass(60);
    health = failed(Problem.UNREACHABLE);
    time.pass(OUTAGE - 5);
    health = Future.succeededFuture();
    time.pass(10);
    health = failed(Problem.UNREACHABLE);
    time.pass(OUTAGE - 1);
    assertThat(loaded.isComplete()).as("it answered in between").isFalse();
    time.pass(8);
    assertThat(loaded.cause()).isInstanceOfSatisfying(AcestepException.class, e -> {
      assertThat(e.problem()).isEqualTo(Problem.UNREACHABLE);
      assertThat(e.since()).isBetween(95.0, 98.0);
    });
  }

  @Test
  void loadingThatFailsFailsAtOnce() {
    Future<String> loaded = watch();
    loading.fail(Problem.OUT_OF_MEMORY.because("no"));
    assertThat(loaded.cause()).isInstanceOfSatisfying(AcestepException.class, e -> assertThat(e.problem()).isEqualTo(Problem.OUT_OF_MEMORY));
  }
}
