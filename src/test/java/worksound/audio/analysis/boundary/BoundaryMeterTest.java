package worksound.audio.analysis.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import worksound.audio.TestMusic;
import worksound.messages.Measurements.Boundary;

/** Music of 20 s that goes on or breaks at 15 s, behind a ramp of 25 ms. */
class BoundaryMeterTest {

  private static final int RATE = 48_000;
  private static final double LIMIT = 5;

  private static float[][] music(long seed, int rate) {
    return TestMusic.of(2, 20 * rate, rate, seed);
  }

  private static float[][] joined(float[][] before, float[][] after, int rate) {
    float[][] joined = TestMusic.cut(before, 0, before[0].length);
    int ramp = rate / 40;
    for (int channel = 0; channel < joined.length; channel++) {
      for (int n = 15 * rate - ramp; n < joined[0].length; n++) {
        float mix = Math.min(1, (n - 15f * rate + ramp) / ramp);
        joined[channel][n] += mix * (after[channel][n] - joined[channel][n]);
      }
    }
    return joined;
  }

  private static Boundary measure(float[][] music, int rate) {
    return measure(music, rate, music[0].length);
  }

  private static Boundary measure(float[][] music, int rate, int blockFrames) {
    BoundaryMeter meter = new BoundaryMeter(rate, 15L * rate);
    for (int at = 0; at < music[0].length; at += blockFrames) {
      int count = Math.min(blockFrames, music[0].length - at);
      meter.add(TestMusic.cut(music, at, count), at, count);
    }
    return meter.measure();
  }

  private static float[][] louder(float[][] music, double gain) {
    return TestMusic.scale(TestMusic.cut(music, 0, music[0].length), 0, music[0].length, gain, gain);
  }

  /** A tone that is held, and soft noise. */
  private static float[][] steady(double hertz) {
    return TestMusic.addNoise(TestMusic.sine(2, 20 * RATE, RATE, hertz, 0.2), -30, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {24_000, 44_100, 48_000, 96_000})
  void musicThatGoesOnScoresBelowTheLimitAndOtherMusicAbove(int rate) {
    float[][] own = music(1, rate);
    assertThat(measure(own, rate).score()).isBetween(0.0, LIMIT);
    Boundary broken = measure(joined(own, TestMusic.sine(2, 20 * rate, rate, 2_345, 0.2), rate), rate);
    assertThat(broken.score()).isGreaterThan(LIMIT);
    assertThat(broken.kind()).isEqualTo("other-music");
  }

  @Test
  void aToneThatIsHeldScoresNearlyNothing() {
    assertThat(measure(steady(440), RATE).score()).isLessThan(1.5);
  }

  @Test
  void aStepInLevelIsSeenInWhatIsSteady() {
    Boundary boundary = measure(joined(steady(440), louder(steady(440), 1.41), RATE), RATE);
    assertThat(boundary.score()).isGreaterThan(LIMIT);
    assertThat(boundary.kind()).isEqualTo("level");
    assertThat(boundary.cues().step()).isGreaterThan(10);
    assertThat(boundary.cues().level()).isGreaterThan(10);
    assertThat(boundary.cues().loudness()).isGreaterThan(10);
    assertThat(boundary.cues().phase()).isLessThan(3);
  }

  @Test
  void anotherToneIsSeenInPartialsPitchAndHarmony() {
    Boundary boundary = measure(joined(steady(440), steady(523.25), RATE), RATE);
    assertThat(boundary.kind()).isEqualTo("other-music");
    assertThat(boundary.cues().partials()).isGreaterThan(10);
    assertThat(boundary.cues().harmony()).isGreaterThan(10);
    assertThat(boundary.cues().timbre()).isGreaterThan(10);
    assertThat(boundary.cues().stereo()).isLessThan(3);
  }

  @Test
  void aPhaseThatJumpsIsSeenThere() {
    float[][] inverted = louder(steady(440), -1);
    Boundary boundary = measure(joined(steady(440), inverted, RATE), RATE);
    assertThat(boundary.cues().phase()).isGreaterThan(10);
    assertThat(boundary.cues().step()).isLessThan(3);
  }

  @Test
  void stereoThatBecomesMonoIsSeenThere() {
    float[][] wide = music(1, RATE);
    float[] mid = new float[wide[0].length];
    for (int n = 0; n < mid.length; n++) {
      mid[n] = (wide[0][n] + wide[1][n]) / 2;
    }
    Boundary boundary = measure(joined(wide, new float[][] {mid, mid}, RATE), RATE);
    assertThat(boundary.cues().stereo()).isGreaterThan(5);
    assertThat(boundary.cues().stereo()).isGreaterThan(boundary.cues().partials());
  }

  @Test
  void aSmoothSwellIsMusic() {
    float[][] swell = TestMusic.scale(steady(440), 13 * RATE, 17 * RATE, 1, 3);
    TestMusic.scale(swell, 17 * RATE, 20 * RATE, 3, 3);
    assertThat(measure(swell, RATE).score()).isLessThan(LIMIT);
  }

  @Test
  void blocksOfAnySizeSayTheSame() {
    float[][] music = joined(music(1, RATE), music(2, RATE), RATE);
    Boundary whole = measure(music, RATE);
    assertThat(measure(music, RATE, 1_009)).isEqualTo(whole);
    assertThat(measure(louder(music, 0.5), RATE).score()).isCloseTo(whole.score(), within(0.2));
  }

  @Test
  void silenceAndSamplesThatAreNoNumbersSayNothing() {
    assertThat(measure(new float[2][20 * RATE], RATE).score()).isLessThan(1.5);
    float[][] broken = music(1, RATE);
    Arrays.fill(broken[0], 16 * RATE, 17 * RATE, Float.NaN);
    assertThat(measure(broken, RATE).score()).isFinite();
  }

  @Test
  void tooLittleMusicIsNotJudged() {
    BoundaryMeter early = new BoundaryMeter(RATE, 3L * RATE);
    early.add(music(1, RATE), 0, 20 * RATE);
    assertThat(early.measure()).isNull();
    assertThat(measure(TestMusic.cut(music(1, RATE), 0, 15 * RATE + 100), RATE)).isNull();
  }
}
