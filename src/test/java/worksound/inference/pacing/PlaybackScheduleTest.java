package worksound.inference.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import worksound.config.PlayerConfig;
import worksound.config.SegmentConfig;

/** Segments of 60 s that share 15 s, a crossfade of 4 s; segment 5 is to be had while segment 4 sounds. */
class PlaybackScheduleTest {

  private final PlaybackSchedule schedule = new PlaybackSchedule(new SegmentConfig(60, 15), new PlayerConfig(4, 15, 20));

  private static PlaybackSchedule.Position at(double seconds) {
    return new PlaybackSchedule.Position(4, seconds, 100);
  }

  private boolean leavesTime(int index, Double download, double... attempts) {
    Pace pace = new Pace();
    for (double attempt : attempts) {
      pace.took(attempt, "gpu");
    }
    return schedule.leavesTime(index, at(10), download, pace, 100);
  }

  @Test
  void anotherAttemptHasTimeUntilItsDownloadAndTheCrossfadeWouldComeTooLate() {
    assertThat(leavesTime(5, 2.0, 41.9)).as("50 s of segment 4, less 4 s and twice the download").isTrue();
    assertThat(leavesTime(5, 2.0, 42)).isFalse();
    assertThat(leavesTime(5, null, 39.9)).as("a download not measured yet takes 3 s").isTrue();
    assertThat(leavesTime(5, null, 40)).isFalse();
    assertThat(leavesTime(6, 2.0, 86.9)).as("one stride more").isTrue();
    assertThat(leavesTime(6, 2.0, 87)).isFalse();
  }

  @Test
  void byAsMuchAsAttemptsDifferTheNextMayBeLonger() {
    assertThat(leavesTime(5, 2.0, 30, 35.9)).as("5.9 s more than the last, where there are 42 s").isTrue();
    assertThat(leavesTime(5, 2.0, 30, 36)).isFalse();
  }

  @Test
  void whatIsNotKnownLeavesTimeAndPressesNothing() {
    Pace slow = new Pace();
    assertThat(schedule.leavesTime(5, at(59), 2.0, slow, 100)).as("no attempt yet").isTrue();
    slow.took(1_000, "gpu");
    assertThat(schedule.leavesTime(5, null, 2.0, slow, 100)).as("no page plays").isTrue();
    assertThat(schedule.isPressing(5, null, 2.0, 100)).isFalse();
  }

  @Test
  void aSegmentPressesWhenThePageNeedsItBeforeItsNextReport() {
    assertThat(schedule.isPressing(5, at(48), 2.0, 100)).as("needed in 4 s").isFalse();
    assertThat(schedule.isPressing(5, at(48.1), 2.0, 100)).isTrue();
    assertThat(schedule.isPressing(5, at(40), 2.0, 108.1)).as("an old report").isTrue();
  }
}
