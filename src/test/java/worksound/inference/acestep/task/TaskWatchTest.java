package worksound.inference.acestep.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import worksound.inference.SimulatedTime;
import worksound.inference.acestep.http.TaskState;
import worksound.inference.failure.AcestepException;
import worksound.inference.failure.FailureHistory;
import worksound.inference.failure.GenerationCancelledException;
import worksound.inference.failure.Limit;
import worksound.inference.failure.Problem;

/** A task followed through simulated time. */
class TaskWatchTest {

  private static final double TASK = 600;
  private static final double STALL = 120;
  private static final double OUTAGE = 1_800;
  private static final TaskLimits LIMITS = new TaskLimits(TASK, STALL, OUTAGE, new Limit(6 * TASK, "6 times acestep.task_timeout_seconds"));

  private final SimulatedTime time = new SimulatedTime();
  private final List<PollResult> polled = new ArrayList<>();
  private Supplier<Future<TaskState>> answer = () -> state(TaskState.Phase.RUNNING, "Generating music", time.seconds() / 1_000);
  private boolean idle;
  private int polls;
  private int looks;

  @Test
  void aTaskThatSucceedsIsSeenSoon() {
    Future<TaskState> end = watch(20.0);
    time.pass(19.9);
    answer = () -> state(TaskState.Phase.SUCCEEDED, "succeeded", 1);
    time.pass(0.3);
    assertThat(end.succeeded()).isTrue();
    assertThat(polled).allMatch(PollResult::reachable).last().matches(poll -> poll.eta() < 0.5);
    assertThat(polls).isLessThan(60);
    assertThat(looks).as("a task that moves is not doubted").isZero();
  }

  @Test
  void timeInTheQueueIsNotTimeOfTheTask() {
    answer = () -> state(TaskState.Phase.QUEUED, "queued", 0);
    TaskWatch watch = task(null);
    Future<TaskState> end = watch.untilDone();
    time.pass(900);
    assertThat(end.isComplete()).as("waiting for others is no fault of the task").isFalse();
    assertThat(polled).allMatch(PollResult::queued);
    answer = () -> state(TaskState.Phase.RUNNING, "running", time.seconds() / 10_000);
    time.pass(50);
    answer = () -> state(TaskState.Phase.SUCCEEDED, "succeeded", 1);
    time.pass(2);
    assertThat(end.succeeded()).isTrue();
    assertThat(watch.queueSeconds()).isBetween(899.0, 902.0);
    assertThat(time.seconds() - watch.queueSeconds()).isBetween(50.0, 53.0);
  }

  @Test
  void aTaskThatDiedWithItsServerIsGivenUpWithinSeconds() {
    Future<TaskState> end = watch(20.0);
    answer = () -> state(TaskState.Phase.RUNNING, "Generating music", 0.52);
    time.pass(10);
    idle = true;
    time.pass(10);
    assertProblem(end, Problem.TASK_LOST);
  }

  @Test
  void aServerThatWasAwayAndComesBackIdleHasLostTheTask() {
    Future<TaskState> end = watch(20.0);
    time.pass(3);
    Supplier<Future<TaskState>> before = answer;
    answer = () -> Future.failedFuture(Problem.UNREACHABLE.because("connection refused"));
    time.pass(40);
    assertThat(end.isComplete()).as("an outage is waited out while there is music").isFalse();
    assertThat(polled).last().matches(poll -> !poll.reachable());
    answer = before;
    idle = true;
    time.pass(4);
    assertProblem(end, Problem.TASK_LOST);
  }

  @Test
  void aTaskThatOutlivesAnOutageIsFollowedOn() {
    Future<TaskState> end = watch(20.0);
    Supplier<Future<TaskState>> before = answer;
    answer = () -> Future.failedFuture(Problem.UNREACHABLE.because("no route to host"));
    time.pass(60);
    answer = before;
    time.pass(5);
    answer = () -> state(TaskState.Phase.SUCCEEDED, "succeeded", 1);
    time.pass(3);
    assertThat(end.succeeded()).isTrue();
  }

  @Test
  void aTaskThatEndedBetweenTheTwoQuestionsIsNotLost() {
    Future<TaskState> end = watch(20.0);
    answer = () -> state(TaskState.Phase.RUNNING, "Generating music", 0.52);
    time.pass(6);
    answer = () -> idle ? state(TaskState.Phase.SUCCEEDED, "succeeded", 1) : state(TaskState.Phase.RUNNING, "Generating music", 0.52);
    idle = true;
    time.pass(10);
    assertThat(end.succeeded()).isTrue();
  }

  @Test
  void everyPatienceEnds() {
    Future<TaskState> slow = watch(null);
    time.pass(TASK + 3);
    assertProblem(slow, Problem.TASK_TIMEOUT);
    answer = () -> state(TaskState.Phase.RUNNING, "Generating music", 0.52);
    Future<TaskState> stalled = watch(null);
    time.pass(STALL + 6);
    assertProblem(stalled, Problem.TASK_STALLED);
    answer = () -> Future.failedFuture(Problem.UNREACHABLE.because("connection refused"));
    Future<TaskState> away = watch(null);
    time.pass(OUTAGE + 3);
    assertProblem(away, Problem.UNREACHABLE);
  }

  @Test
  void anOutageThatEndsItIsWaitedForFromItsFirstSign() {
    FailureHistory history = new FailureHistory();
    Future<TaskState> end = watch(null);
    time.pass(100);
    answer = () -> Future.failedFuture(Problem.UNREACHABLE.because("connection refused"));
    time.pass(OUTAGE + 3);
    assertThat(end.failed()).isTrue();
    history.failed(AcestepException.of(end.cause()).withTaskId("t"), true, time.seconds());
    assertThat(history.retryState(true, true, time.seconds()).waitedSeconds()).isBetween(OUTAGE, OUTAGE + 3);
    time.pass(60);
    history.failed(Problem.UNREACHABLE.because("connection refused"), true, time.seconds());
    assertThat(history.retryState(true, true, time.seconds()).waitedSeconds()).isBetween(OUTAGE + 60, OUTAGE + 63);
    history.failed(Problem.TASK_FAILED.because("it answers"), true, time.seconds());
    assertThat(history.retryState(true, true, time.seconds()).waitedSeconds()).as("the outage is over").isZero();
  }

  @Test
  void aWatchThatIsCancelledEndsAtOnceAndAsksNoMore() {
    TaskWatch watch = task(null);
    Future<TaskState> end = watch.untilDone();
    time.pass(60);
    int asked = polls;
    watch.cancel();
    assertThat(end.cause()).isInstanceOf(GenerationCancelledException.class);
    time.pass(60);
    assertThat(polls).isEqualTo(asked);
  }

  @Test
  void aTaskThatNothingIsHeardOfEndsWithItsOwnLimit() {
    Future<TaskState> end = watch(20.0);
    time.pass(3);
    answer = () -> Promise.<TaskState>promise().future();
    time.pass(TASK);
    assertProblem(end, Problem.TASK_TIMEOUT);
  }

  @Test
  void aTaskWhoseStateWasNeverToldEndsWithTheLimitOfAnOutage() {
    answer = () -> Promise.<TaskState>promise().future();
    Future<TaskState> end = watch(20.0);
    time.pass(OUTAGE - 1);
    assertThat(end.isComplete()).isFalse();
    time.pass(2);
    assertProblem(end, Problem.UNREACHABLE);
    assertThat(polls).isEqualTo(1);
  }

  @Test
  void aQueueThatNeverMovesIsNotWaitedInForEver() {
    answer = () -> state(TaskState.Phase.QUEUED, "queued", 0);
    Future<TaskState> end = watch(null);
    time.pass(6 * TASK + 2);
    assertProblem(end, Problem.BUSY);
    assertThat(end.cause()).hasMessageContaining("(6 times acestep.task_timeout_seconds)");
  }

  @Test
  void aRefusedKeyEndsItAtOnceAndAServerErrorDoesNot() {
    answer = () -> Future.failedFuture(Problem.SERVER_ERROR.because("500"));
    Future<TaskState> end = watch(null);
    time.pass(20);
    assertThat(end.isComplete()).isFalse();
    answer = () -> Future.failedFuture(Problem.KEY_REFUSED.because("401"));
    time.pass(3);
    assertProblem(end, Problem.KEY_REFUSED);
  }

  private Future<TaskState> watch(Double expected) {
    return task(expected).untilDone();
  }

  private TaskWatch task(Double expected) {
    TaskWatch.Server server = new TaskWatch.Server(() -> {
      polls++;
      return answer.get();
    }, () -> {
      looks++;
      return Future.succeededFuture(idle);
    });
    return new TaskWatch(time, server, LIMITS, expected, polled::add);
  }

  private static Future<TaskState> state(TaskState.Phase phase, String stage, double progress) {
    return Future.succeededFuture(new TaskState(phase, stage, progress, "/v1/audio?path=x", "sft", "42", ""));
  }

  private static void assertProblem(Future<TaskState> end, Problem problem) {
    assertThat(end.failed()).isTrue();
    assertThat(end.cause()).isInstanceOfSatisfying(AcestepException.class, e -> assertThat(e.problem()).isEqualTo(problem));
  }
}
