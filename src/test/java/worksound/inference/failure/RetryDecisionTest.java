package worksound.inference.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import worksound.inference.acestep.task.SpeedCheck;
import worksound.inference.failure.Problem.Remedy;

class RetryDecisionTest {

  private static final int MAX_ATTEMPTS = 3;
  private static final double GIVE_UP_SECONDS = 1_800;

  @ParameterizedTest
  @CsvSource({
    // problem, countedFailures, seconds waited, music, fallback → verdict
    "UNREACHABLE,            1, 0,    false, true,  RETRY",
    "UNREACHABLE,            3, 9,    false, true,  GIVE_UP",
    "UNREACHABLE,            0, 1700, true,  true,  RETRY",
    "UNREACHABLE,            0, 1800, true,  true,  RETRY",
    "UNREACHABLE,            0, 1801, true,  true,  GIVE_UP",
    "BUSY,                   0, 60,   true,  true,  RETRY",
    "BUSY,                   3, 60,   false, true,  GIVE_UP",
    "DISK_FULL,              0, 1700, true,  true,  RETRY",
    "DISK_FULL,              3, 9,    false, true,  GIVE_UP",
    "TASK_FAILED,            2, 0,    true,  true,  RETRY",
    "TASK_FAILED,            3, 0,    true,  true,  FALL_BACK",
    "TASK_FAILED,            3, 0,    false, true,  FALL_BACK",
    "TASK_FAILED,            3, 0,    true,  false, GIVE_UP",
    "TASK_LOST,              3, 0,    true,  true,  FALL_BACK",
    "TASK_STALLED,           3, 0,    true,  true,  FALL_BACK",
    "SEGMENT_REJECTED,       2, 0,    true,  true,  RETRY",
    "SEGMENT_REJECTED,       3, 0,    true,  true,  GIVE_UP",
    "DOWNLOAD_FAILED,        0, 1700, true,  true,  RETRY",
    "DOWNLOAD_FAILED,        0, 1801, true,  true,  GIVE_UP",
    "DOWNLOAD_FAILED,        3, 0,    false, true,  GIVE_UP",
    "INTERNAL_ERROR,         3, 0,    true,  true,  GIVE_UP",
    "OUT_OF_MEMORY,          1, 0,    true,  true,  FALL_BACK",
    "OUT_OF_MEMORY,          1, 0,    true,  false, RETRY",
    "OUT_OF_MEMORY,          3, 0,    true,  false, GIVE_UP",
    "LM_FAILED,              1, 0,    false, true,  FALL_BACK",
    "INITIALIZATION_FAILED,  1, 0,    false, true,  FALL_BACK",
    "WRONG_MODEL,            1, 0,    true,  true,  FALL_BACK",
    "TASK_TIMEOUT,           1, 0,    true,  true,  FALL_BACK",
    "KEY_REFUSED,            1, 0,    true,  true,  GIVE_UP",
    "REQUEST_REFUSED,        1, 0,    true,  true,  GIVE_UP",
    "OUTDATED,               1, 0,    false, true,  GIVE_UP",
    "FOREIGN_FILE,           1, 0,    true,  true,  GIVE_UP"})
  void everyProblemHasItsRemedy(Problem problem, int countedFailures, double waited, boolean music, boolean below, RetryDecision verdict) {
    assertThat(RetryDecision.of(problem, new RetryDecision.RetryState(countedFailures, waited, music, below), MAX_ATTEMPTS, GIVE_UP_SECONDS)).isEqualTo(verdict);
  }

  @Test
  void waitingForAServerCountsAgainstNothingWhileThereIsMusic() {
    FailureHistory history = new FailureHistory();
    history.failed(Problem.UNREACHABLE.because("words"), true, 0);
    history.failed(Problem.BUSY.because("words"), true, 100);
    assertThat(history.retryState(true, true, 100)).isEqualTo(new RetryDecision.RetryState(0, 100, true, true));
    history.failed(Problem.TASK_FAILED.because("words"), true, 100);
    assertThat(history.retryState(true, true, 100)).isEqualTo(new RetryDecision.RetryState(1, 0, true, true));
    assertThat(history.failures()).isEqualTo(3);
    history.reset();
    assertThat(history.retryState(true, false, 100)).isEqualTo(new RetryDecision.RetryState(0, 0, true, false));
  }

  @Test
  void theLastAttemptIsKnownAsSuch() {
    FailureHistory history = new FailureHistory();
    assertThat(history.leavesOne(2)).isFalse();
    history.failed(Problem.SEGMENT_REJECTED.because("words"), false, 0);
    assertThat(history.leavesOne(2)).isTrue();
    history.reset();
    assertThat(history.leavesOne(2)).isFalse();
  }

  @Test
  void onlySlownessInARowIsTooSlow() {
    SpeedCheck check = new SpeedCheck(2);
    assertThat(check.record(0.9)).isFalse();
    assertThat(check.record(1.1)).isFalse();
    assertThat(check.record(0.9)).isFalse();
    assertThat(check.record(0.9)).isTrue();
    assertThat(check.record(0.9)).as("the next rung has its own chance").isFalse();
    SpeedCheck never = new SpeedCheck(0);
    assertThat(never.record(0.1) || never.record(0.1)).isFalse();
  }

  @Test
  void everyProblemSaysWhatHelps() {
    assertThat(Problem.values()).filteredOn(problem -> problem.remedy() == Remedy.NONE)
      .containsExactlyInAnyOrder(Problem.TOO_LATE, Problem.KEY_REFUSED, Problem.NOT_FOUND, Problem.REQUEST_REFUSED, Problem.OUTDATED, Problem.FOREIGN_FILE);
  }
}
