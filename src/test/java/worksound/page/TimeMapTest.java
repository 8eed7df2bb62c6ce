package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import worksound.testing.Requirement;

/** The instruments that hear gaps, level steps and jumps, held against music that has them. */
class TimeMapTest {

  private static final TimeMap.Signal TAPE = (frame, channel) -> Tape.sample(frame, channel) / 32_768f;
  private static final long JUMP = -30_000;
  private static final int SECOND = TimeMap.RATE;

  /** Two seconds in which recorded frame n is this place on the tape, at this gain. */
  private static float[] music(IntUnaryOperator place, IntToDoubleFunction gain) {
    float[] samples = new float[4 * SECOND];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (gain.applyAsDouble(i / 2) * TAPE.at(place.applyAsInt(i / 2), i % 2));
    }
    return samples;
  }

  private static TimeMap heard(float[] samples) {
    TimeMap map = new TimeMap(TAPE, 0, JUMP);
    map.take(samples);
    return map;
  }

  @Test
  void theTapeItselfHasNothingToNote() {
    TimeMap map = heard(music(n -> n, n -> 0.5));
    assertThat(map.jumps()).isEmpty();
    assertThat(map.unknownSeconds()).isZero();
    assertThat(map.worstStepDb()).isLessThan(1e-3);
    assertThat(map.worstErrorDb()).isLessThan(-100);
  }

  @Test
  @Requirement("B11")
  void aKnownJumpIsTold() {
    TimeMap map = heard(music(n -> n < SECOND ? n : n + (int) JUMP, n -> 1));
    assertThat(map.jumps()).containsExactly(JUMP);
    assertThat(map.unknownSeconds()).isZero();
  }

  @Test
  void aJumpThatTheConsoleAnnouncesIsTold() {
    List<String> console = List.of("[worksound] seam 1→2 planned: jump, fade 2.000 s at 9.100 s into 12.940 s, gap 0.000 s, 0.250000 s left out");
    TimeMap map = new TimeMap(TAPE, 0, JUMP);
    map.allowWhatIsAnnounced(console);
    map.take(music(n -> n < SECOND ? n : n + SECOND / 4, n -> 1));
    assertThat(map.jumps()).containsExactly(SECOND / 4L);
    assertThat(TimeMap.announced(console)).isEqualTo(1);
  }

  @Test
  void aShiftByOneSampleIsNotTheTape() {
    TimeMap map = heard(music(n -> n < SECOND ? n : n + 1, n -> 1));
    assertThat(map.unknownSeconds()).isEqualTo(1, within(0.001));
  }

  @Test
  @Requirement("B11")
  void aStepOfHalfADecibelIsHeard() {
    TimeMap map = heard(music(n -> n, n -> n < SECOND ? 1 : Math.pow(10, -0.5 / 20)));
    assertThat(map.worstStepDb()).isEqualTo(0.5, within(0.01));
  }

  @Test
  void aPlaceIsFoundWhateverTheLevel() {
    assertThat(TapeMatch.locate(TAPE, music(n -> 5_000 + n, n -> 0.1), 4_700, 960)).isEqualTo(5_000);
  }

  @Test
  void aGapIsMeasuredAndWhatLiesBeforeTheFirstSoundIsNot() {
    GapMeter gaps = new GapMeter();
    gaps.take(new float[2 * SECOND]);
    gaps.take(music(n -> n, n -> n >= SECOND && n < SECOND + SECOND / 50 ? 0 : 1));
    assertThat(gaps.longestMillis()).isEqualTo(20, within(0.1));
    assertThat(gaps.seconds()).isEqualTo(2, within(0.01));
  }
}
