package worksound.inference.acestep.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import worksound.inference.SimulatedTime;
import worksound.inference.acestep.http.TaskState;
import worksound.inference.failure.AcestepException;
import worksound.inference.failure.Limit;
import worksound.inference.failure.Problem;

/** Waiting for a task, through simulated time, on a server that always works for somebody. */
class OrphanedTaskTest {

  private static final double LONGEST = 600;
  private static final double EXPECTED = 40;

  private static final JsonObject BUSY = new JsonObject("{\"jobs\": {\"running\": 1}, \"queue_size\": 2}");

  private final SimulatedTime time = new SimulatedTime();
  private TaskState.Phase phase = TaskState.Phase.RUNNING;
  private final OrphanedTask orphan = new OrphanedTask(time, () -> Future.succeededFuture(BUSY),
    id -> Future.succeededFuture(new TaskState(phase, "Generating music", 0.5, "", null, null, "")));
  private int looks;

  private Future<Void> await() {
    return orphan.awaitGone(new Limit(LONGEST, "acestep.task_timeout_seconds"), EXPECTED, () -> looks++);
  }

  @Test
  void oneWithoutAnIdIsWaitedForAsLongAsATaskTakes() {
    Future<Void> gone = await();
    time.pass(EXPECTED - 1);
    assertThat(gone.isComplete()).isFalse();
    time.pass(2);
    assertThat(gone.succeeded()).isTrue();
    assertThat(orphan.isSuspected()).isFalse();
    assertThat(looks).isBetween(38, 41);
  }

  @Test
  void oneWithAnIdIsAskedForAndWaitedForToItsEnd() {
    orphan.suspect("x");
    Future<Void> gone = await();
    time.pass(LONGEST - 1);
    assertThat(gone.isComplete()).isFalse();
    time.pass(3);
    assertThat(gone.cause()).isInstanceOfSatisfying(AcestepException.class, e -> assertThat(e)
      .hasMessage("ACE-Step is still busy with earlier work after 600 s (acestep.task_timeout_seconds).")
      .returns(Problem.BUSY, AcestepException::problem));
    assertThat(orphan.isSuspected()).isTrue();
    gone = await();
    time.pass(3);
    phase = TaskState.Phase.SUCCEEDED;
    time.pass(1);
    assertThat(gone.succeeded()).as("while the server works for others").isTrue();
  }

  @Test
  void whoStopsAndPlaysInAHurryDoesNotHaveItAskedForAllTheTime() {
    orphan.abandon("x");
    for (int i = 0; i < 20; i++) {
      Future<Void> gone = await();
      time.pass(0.05);
      orphan.cancel();
      assertThat(gone.failed()).isTrue();
    }
    assertThat(looks).as("in a second, 0.25 s apart").isBetween(3, 4);
  }
}
