package worksound.inference.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import worksound.config.PlayerConfig;
import worksound.config.SegmentConfig;

class ReplacementPolicyTest {

  private final ReplacementPolicy early = new ReplacementPolicy(
    new PlaybackSchedule(new SegmentConfig(60, 15), new PlayerConfig(4, 15, 20)));

  @ParameterizedTest
  @CsvSource({
    // segment 5 waits, segment 4 sounds: it is fetched when 20 s of segment 4 are left, at 40 s
    "4, 10, 0,  10, true",
    "4, 10, 0,  17, true",
    "4, 10, 0,  18, false",
    "4, 10, 0,  19, false",
    "4, 30, 0,  5, false",
    "4, 30, 0,  4, true",
    // the report is 9 s old
    "4, 10, 9, 10, true",
    "4, 10, 9, 12.5, false",
    // segment 3 still sounds: one stride more
    "3, 50, 0, 20, true",
  })
  void aWaitingSegmentIsMadeAgainOnlyWithTimeToSpare(int sounding, double position, double age, double expected, boolean safe) {
    assertThat(early.isSafe(5, new PlaybackSchedule.Position(sounding, position, 100), expected, 100 + age)).isEqualTo(safe);
  }

  @Test
  void whatIsNotKnownIsNotSafe() {
    assertThat(early.isSafe(5, null, 1.0, 0)).isFalse();
    assertThat(early.isSafe(5, new PlaybackSchedule.Position(4, 0, 0), null, 0)).isFalse();
  }
}
