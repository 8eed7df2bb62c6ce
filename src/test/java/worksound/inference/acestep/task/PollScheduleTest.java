package worksound.inference.acestep.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PollScheduleTest {

  /** What a schedule costs for one task: seconds lost at its end, and polls. */
  private record Cost(double lostSeconds, int polls) {
  }

  @ParameterizedTest
  @ValueSource(doubles = {5, 10, 20, 40})
  void aKnownDurationCostsLittleTimeAndFewPolls(double seconds) {
    Random random = new Random(1);
    double lost = 0;
    int polls = 0;
    int tasks = 500;
    for (int task = 0; task < tasks; task++) {
      Cost cost = follow(seconds * (0.95 + 0.1 * random.nextDouble()), seconds);
      lost += cost.lostSeconds() / tasks;
      polls = Math.max(polls, cost.polls());
    }
    assertThat(lost).isLessThan(0.25);
    assertThat(polls).isLessThan(50);
  }

  @Test
  void anUnknownOrWrongDurationIsStillFollowed() {
    assertThat(follow(1, null).lostSeconds()).isLessThan(0.6);
    assertThat(follow(1, 300.0).lostSeconds()).isLessThan(0.6);
    assertThat(follow(300, 5.0).polls()).isLessThan(250);
    assertThat(follow(300, null).lostSeconds()).isLessThanOrEqualTo(2);
  }

  private static Cost follow(double duration, Double expected) {
    double elapsed = 0;
    int polls = 0;
    while (elapsed < duration) {
      elapsed += PollSchedule.next(elapsed, expected);
      polls++;
    }
    return new Cost(elapsed - duration, polls);
  }
}
