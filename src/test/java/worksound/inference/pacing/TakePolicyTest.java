package worksound.inference.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import worksound.config.CountOrAuto;
import worksound.config.PlayerConfig;
import worksound.config.SegmentConfig;
import worksound.messages.Segment.Takes;
import worksound.messages.Snapshot.Explanation;

class TakePolicyTest {

  private static final double STRIDE = 45;
  private static final PlaybackSchedule SCHEDULE = new PlaybackSchedule(new SegmentConfig(60, 15), new PlayerConfig(4, 15, 20));

  private static TakePolicy policy(int takes) {
    return new TakePolicy(new CountOrAuto(takes), SCHEDULE, STRIDE);
  }

  private static Pace pace(double... seconds) {
    Pace pace = new Pace();
    for (double each : seconds) {
      pace.took(each, "gpu");
    }
    return pace;
  }

  private static Takes takes(int chosen, Double... scores) {
    return new Takes(List.of(scores), chosen, Explanation.of("first-take"));
  }

  @ParameterizedTest
  @CsvSource({
    // segment 5 waits and segment 4 sounds: it is fetched after 40 s. 10 s may become 30 s, and 30 s more for the next segment
    "0, 10, 1, true",
    "10, 10, 1, true",
    // what is left for the next segment: 20 + 45 s against 2 × 30 s, then less
    "19, 10, 1, true",
    "24.9, 10, 1, true",
    "25, 10, 1, false",
    // it would not even be there in time
    "34.9, 5, 1, true",
    "35, 5, 1, false",
    "0, 15, 1, false",
    "0, 40, 1, false",
    // with two ahead, the one after it is to be begun when segment 5 is fetched, one stride before it must be there
    "0, 10, 2, true",
    "20, 15, 2, false",
  })
  void anotherTakeIsBegunOnlyWhenASlowOneHarmsNothing(double position, double seconds, int lookAhead, boolean fits) {
    assertThat(policy(0).fits(5, new PlaybackSchedule.Position(4, position, 100), pace(seconds, seconds), lookAhead, 100)).isEqualTo(fits);
  }

  @Test
  void theSpreadOfTheTimesIsKeptInReserve() {
    PlaybackSchedule.Position position = new PlaybackSchedule.Position(4, 8, 0);
    assertThat(policy(0).fits(5, position, pace(10, 10, 10), 1, 0)).isTrue();
    assertThat(policy(0).fits(5, position, pace(10, 20, 10), 1, 0)).as("a slow one might make the next segment late").isFalse();
    assertThat(policy(0).fits(5, new PlaybackSchedule.Position(4, 20, 0), pace(2, 20, 2), 1, 0)).as("it might itself be late").isFalse();
  }

  @Test
  void theSegmentAfterItIsNotBegunBeforeThisOneIsFetched() {
    PlaybackSchedule.Position position = new PlaybackSchedule.Position(3, 5, 0);
    assertThat(policy(0).fits(5, position, pace(14.9, 14.9), 1, 0)).as("fetched in 80 s, and 45 s are left then").isTrue();
    assertThat(policy(0).fits(5, position, pace(15, 15), 1, 0)).isFalse();
  }

  @Test
  void whatIsNotKnownLeavesNoTime() {
    PlaybackSchedule.Position position = new PlaybackSchedule.Position(4, 0, 0);
    assertThat(policy(0).fits(5, null, pace(1, 1), 1, 0)).isFalse();
    assertThat(policy(0).fits(5, position, pace(1), 1, 0)).as("one attempt tells too little").isFalse();
    Pace other = pace(1, 1);
    other.took(1, "another model");
    assertThat(policy(0).fits(5, position, other, 1, 0)).as("with other parameters").isFalse();
  }

  @Test
  void aSmoothBoundaryNeedsNoOtherTakeUnlessANumberIsAskedFor() {
    assertThat(policy(0).isWorthwhile(takes(1, 3.0), 1, false)).isTrue();
    assertThat(policy(0).isWorthwhile(takes(2, 3.0, TakePolicy.SMOOTH_BITS), 2, false)).isFalse();
    assertThat(policy(0).isWorthwhile(takes(1, 3.0, 4.0, 5.0, 3.5), 4, false)).as("four are the most").isFalse();
    assertThat(policy(2).isWorthwhile(takes(1, 0.0), 1, false)).isTrue();
    assertThat(policy(2).isWorthwhile(takes(1, 3.0, 3.0), 2, false)).isFalse();
    assertThat(policy(1).isWorthwhile(takes(1, 4.9), 1, false)).isFalse();
    assertThat(policy(0).isWorthwhile(takes(1, 3.0), 4, false)).as("takes that never arrived count too").isFalse();
    assertThat(policy(0).isWorthwhile(null, 1, false)).as("nothing to compare by").isFalse();
  }

  @Test
  void theBuiltInEngineMakesNoTakeOnTheListenersProcessorUnlessANumberIsAskedFor() {
    assertThat(policy(0).isWorthwhile(takes(1, 3.0), 1, true)).isFalse();
    assertThat(policy(2).isWorthwhile(takes(1, 3.0), 1, true)).isTrue();
  }

  @Test
  void theLastTimeCountsOnceItIsTheLongest() {
    assertThat(pace(10, 10, 12).usual()).isEqualTo(12);
    assertThat(pace(30, 10, 11).usual()).isEqualTo(11);
    assertThat(pace(99, 1, 2, 3, 4, 5).spread()).as("five are remembered").isEqualTo(4);
  }
}
