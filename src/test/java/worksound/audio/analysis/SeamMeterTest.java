package worksound.audio.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import worksound.audio.TestMusic;
import worksound.dsp.CrossCorrelation;
import worksound.messages.Measurements.Seam;
import worksound.testing.Requirement;

class SeamMeterTest {

  private static final int RATE = 48_000;
  private static final int CONTEXT = 3 * RATE;
  private static final int MARGIN = 4_000;
  /** The blend of 60 ms at the end and a lag of 50 ms on either side are left out. */
  private static final int COMPARED_TO = CONTEXT - 60 * RATE / 1_000 - 50 * RATE / 1_000;
  private static final float[][] TAPE = TestMusic.of(2, CONTEXT + 2 * MARGIN, RATE, 7);

  /** y[n] = x[n − lag] / gain. */
  private static float[][] cameBack(float[][] tape, int lag, double gainDb) {
    float[][] came = TestMusic.cut(tape, MARGIN - lag, CONTEXT);
    double amplitude = Math.pow(10, -gainDb / 20);
    return TestMusic.scale(came, 0, CONTEXT, amplitude, amplitude);
  }

  private static Seam measure(float[][] sent, float[][] came, int sampleRate) {
    return assertDoesNotThrow(() -> SeamMeter.measure(new InMemory(sent), new InMemory(came), sampleRate));
  }

  private record InMemory(float[][] music) implements Stretch {

    @Override
    public int channels() {
      return music.length;
    }

    @Override
    public int frames() {
      return music[0].length;
    }

    @Override
    public void read(int from, float[][] block, int count) {
      for (int channel = 0; channel < music.length; channel++) {
        System.arraycopy(music[channel], from, block[channel], 0, count);
      }
    }
  }

  private static float[][] sent(float[][] tape) {
    return TestMusic.cut(tape, MARGIN, CONTEXT);
  }

  @ParameterizedTest
  @ValueSource(ints = {-2_400, -2_000, -1_999, -501, -1, 0, 1, 2, 500, 1_234, 2_000, 2_400})
  @Requirement("B1")
  void theLagIsFoundToTheSample(int lag) {
    Seam seam = measure(sent(TAPE), cameBack(TAPE, lag, 0), RATE);
    assertThat(seam.lagSamples()).isEqualTo(lag);
    assertThat(seam.correlation()).isCloseTo(1, within(1e-9));
    assertThat(seam.gainDb()).isCloseTo(0, within(1e-4));
    assertThat(seam.residualDb()).isLessThan(-100);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1})
  void aToneThatIsSoSlowThatEveryLagNearlyFitsHasTheLagThatFits(int lag) {
    float[][] slow = TestMusic.sine(2, CONTEXT + 2 * MARGIN, RATE, 5, 0.3);
    assertThat(measure(sent(slow), cameBack(slow, lag, 0), RATE).lagSamples()).isEqualTo(lag);
  }

  /** 100 samples a period. */
  @ParameterizedTest
  @CsvSource({"10,10", "-10,-10", "40,40", "-40,-40", "60,-40", "-60,40"})
  void ofThePeriodsOfASteadyToneTheNearestCounts(int lag, int nearest) {
    float[][] tone = TestMusic.sine(2, CONTEXT + 2 * MARGIN, RATE, 480, 0.3);
    assertThat(measure(sent(tone), cameBack(tone, lag, 0), RATE).lagSamples()).isEqualTo(nearest);
  }

  @ParameterizedTest
  @ValueSource(ints = {-100, 100})
  void aToneWithNoiseIsFoundAWholePeriodLaterAlthoughItFitsThereNearlyAsWell(int lag) {
    float[][] music = TestMusic.addNoise(TestMusic.sine(2, CONTEXT + 2 * MARGIN, RATE, 480, 0.3), -20, 5);
    assertThat(measure(sent(music), cameBack(music, lag, 0), RATE).lagSamples()).isEqualTo(lag);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-12, -6, -1.3, 0, 0.2, 3, 12})
  @Requirement("B1")
  void theGainIsFoundToAHundredthOfADecibel(double gainDb) {
    Seam seam = measure(sent(TAPE), cameBack(TAPE, -777, gainDb), RATE);
    assertThat(seam.lagSamples()).isEqualTo(-777);
    assertThat(seam.gainDb()).isCloseTo(gainDb, within(0.001));
    assertThat(seam.residualDb()).isLessThan(-100);
  }

  @ParameterizedTest
  @CsvSource({"-20,-2000,-12", "-20,2000,12", "-20,0,0", "-20,1,6", "-30,-500,-6", "-40,499,3"})
  void noiseMovesNeitherLagNorLevel(double noiseDb, int lag, double gainDb) {
    float[][] came = TestMusic.addNoise(cameBack(TAPE, lag, gainDb), noiseDb, 3);
    Seam seam = measure(sent(TAPE), came, RATE);
    double noise = Math.pow(10, noiseDb / 10);
    assertThat(seam.lagSamples()).isEqualTo(lag);
    assertThat(seam.correlation()).isCloseTo(1 / Math.sqrt(1 + noise), within(1e-3));
    assertThat(seam.residualDb()).isCloseTo(noiseDb, within(0.3));
    assertThat(seam.gainDb()).as("least squares").isCloseTo(gainDb - 20 * Math.log10(1 + noise), within(0.02));
    assertThat(SeamMeter.matchDb(seam)).as("equal power").isCloseTo(gainDb - 10 * Math.log10(1 + noise), within(0.02));
  }

  @Test
  void whatTheServerBlendsInAtTheEndDoesNotCount() {
    float[][] came = cameBack(TAPE, 0, 0);
    TestMusic.scale(came, CONTEXT - 2_800, CONTEXT, 30, 30);
    assertThat(measure(sent(TAPE), came, RATE).residualDb()).isLessThan(-100);
  }

  @Test
  void oneChannelIsEnough() {
    float[][] mono = TestMusic.of(1, CONTEXT + 2 * MARGIN, RATE, 9);
    assertThat(measure(sent(mono), cameBack(mono, 55, 2), RATE)).satisfies(seam -> {
      assertThat(seam.lagSamples()).isEqualTo(55);
      assertThat(seam.gainDb()).isCloseTo(2, within(0.001));
    });
  }

  @Test
  void aChannelThatOnlyOneSideHasIsMixed() {
    float[] music = TestMusic.of(1, CONTEXT + 2 * MARGIN, RATE, 9)[0];
    float[][] stereo = {music, music};
    Seam seam = measure(sent(stereo), cameBack(new float[][] {music}, -20, 0), RATE);
    assertThat(seam.lagSamples()).isEqualTo(-20);
    assertThat(seam.correlation()).isCloseTo(1, within(1e-6));
  }

  @Test
  void channelsThatOnlyOneSideHasAreMixedInEqualParts() {
    float[][] three = TestMusic.of(3, CONTEXT, RATE, 11);
    float[] mean = new float[CONTEXT];
    for (int n = 0; n < CONTEXT; n++) {
      mean[n] = (three[0][n] + three[1][n] + three[2][n]) / 3;
    }
    Seam seam = measure(three, new float[][] {mean}, RATE);
    assertThat(seam.residualDb()).isLessThan(-100);
    assertThat(seam.gainDb()).isCloseTo(0, within(1e-4));
  }

  @ParameterizedTest
  @CsvSource({"500, 0", "-500, " + COMPARED_TO})
  void whatIsLoudOutsideOfTheComparedSecondsDoesNotCount(int lag, int loudFrom) {
    float[][] came = cameBack(TAPE, lag, 0);
    TestMusic.scale(came, loudFrom, loudFrom + 2_000, 300, 300);
    float[][] sent = sent(TAPE);
    TestMusic.scale(sent, COMPARED_TO, COMPARED_TO + 1, 10_000, 10_000);
    Seam seam = measure(sent, came, RATE);
    assertThat(seam.lagSamples()).isEqualTo(lag);
    assertThat(seam.residualDb()).isLessThan(-100);
  }

  @Test
  void aLagAtWhichThereIsOnlySilenceIsNone() {
    float[][] sent = new float[2][CONTEXT];
    float[][] came = new float[2][CONTEXT];
    for (int channel = 0; channel < 2; channel++) {
      System.arraycopy(TAPE[channel], 0, sent[channel], COMPARED_TO - 1_500, 1_000);
      System.arraycopy(TAPE[channel], 0, came[channel], COMPARED_TO - 1_000, 1_000);
    }
    assertThat(measure(sent, came, RATE).lagSamples()).isEqualTo(500);
  }

  @ParameterizedTest
  @CsvSource({"0.98e-7, 0", "1.02e-7, 1"})
  void thereIsSomethingToCompareFromMinusSeventyDecibelsOn(double meanSquare, double correlation) {
    float[][] quiet = TestMusic.sine(2, CONTEXT, RATE, 480, Math.sqrt(2 * meanSquare));
    float[][] loud = TestMusic.sine(2, CONTEXT, RATE, 480, 0.3);
    assertThat(measure(quiet, loud, RATE).correlation()).as("sent").isCloseTo(correlation, within(1e-6));
    assertThat(measure(loud, quiet, RATE).correlation()).as("came").isCloseTo(correlation, within(1e-6));
  }

  @Test
  void bothChannelsCount() {
    float[][] sent = sent(TAPE);
    float[][] came = cameBack(TAPE, 0, 0);
    came[1] = TestMusic.of(1, CONTEXT, RATE, 99)[0];
    assertThat(measure(sent, came, RATE).correlation()).isBetween(0.3, 0.8);
  }

  @Test
  void otherMusicHasNoLagAndAGainThatOnlyMatchesLevels() {
    float[][] other = cameBack(TestMusic.of(2, CONTEXT + 2 * MARGIN, RATE, 1_000), 0, 6);
    Seam seam = measure(sent(TAPE), other, RATE);
    assertThat(seam.correlation()).isLessThan(0.3);
    assertThat(seam.lagSamples()).isZero();
    assertThat(seam.gainDb()).isCloseTo(6, within(1.0));
    assertThat(SeamMeter.matchDb(seam)).isEqualTo(seam.gainDb());
    assertThat(seam.residualDb()).isZero();
  }

  @Test
  void silenceOnEitherSideIsNothing() {
    float[][] silence = new float[2][CONTEXT];
    float[][] hiss = TestMusic.addNoise(TestMusic.sine(2, CONTEXT, RATE, 100, 1e-5), -10, 1);
    Seam nothing = new Seam(0, 0, 0, 0);
    assertThat(measure(silence, sent(TAPE), RATE)).isEqualTo(nothing);
    assertThat(measure(sent(TAPE), silence, RATE)).isEqualTo(nothing);
    assertThat(measure(silence, silence, RATE)).isEqualTo(nothing);
    assertThat(measure(hiss, hiss, RATE)).isEqualTo(nothing);
    assertThat(measure(new float[2][100], new float[2][100], RATE)).isEqualTo(nothing);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 2_880, 5_000, 7_679})
  void whatIsShorterThanTheBlendAndTheLagsCannotBeCompared(int frames) {
    assertThat(measure(TestMusic.cut(TAPE, 0, frames), TestMusic.cut(TAPE, 0, frames), RATE)).isEqualTo(new Seam(0, 0, 0, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2_399, CONTEXT / 2, COMPARED_TO, COMPARED_TO + 2_399})
  void whatIsNotANumberIsNothing(int frame) {
    float[][] broken = cameBack(TAPE, 0, 0);
    broken[1][frame] = Float.NaN;
    assertThat(measure(sent(TAPE), broken, RATE)).isEqualTo(new Seam(0, 0, 0, 0));
    broken[1][frame] = Float.NEGATIVE_INFINITY;
    assertThat(measure(sent(TAPE), broken, RATE)).isEqualTo(new Seam(0, 0, 0, 0));
  }

  @Test
  void aSteadyToneIsTakenAsNotDelayed() {
    float[][] tone = TestMusic.sine(2, CONTEXT, RATE, 480, 0.3);
    assertThat(measure(tone, tone, RATE).lagSamples()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"8000,0.4", "44100,0.4", "96000,2", "48000,0.4"})
  void otherRatesAndShortOverlapsWork(int rate, double seconds) {
    int frames = (int) (rate * seconds);
    int lag = rate / 40;
    float[][] tape = TestMusic.of(2, frames + 2 * lag, rate, 4);
    Seam seam = measure(TestMusic.cut(tape, lag, frames), TestMusic.cut(tape, 0, frames), rate);
    assertThat(seam.lagSamples()).isEqualTo(lag);
    assertThat(seam.correlation()).isCloseTo(1, within(1e-6));
  }

  private static double[] correlated(float[][] x, float[][] y, int from, int to, int maxLag) {
    CrossCorrelation correlation = new CrossCorrelation(maxLag);
    int block = CrossCorrelation.blockFrames(maxLag);
    for (int at = from; at < to; at += block) {
      int frames = Math.min(block, to - at);
      correlation.add(TestMusic.cut(x, at, frames), TestMusic.cut(y, at - maxLag, frames + 2 * maxLag), frames);
    }
    return correlation.lags();
  }

  @Test
  void theFastCorrelationIsTheSumItStandsFor() {
    float[][] x = TestMusic.of(2, 3_000, 8_000, 1);
    float[][] y = TestMusic.of(2, 3_000, 8_000, 2);
    double[] fast = correlated(x, y, 40, 2_960, 40);
    for (int lag = -40; lag <= 40; lag++) {
      double sum = 0;
      for (int n = 40; n < 2_960; n++) {
        sum += (double) x[0][n] * y[0][n + lag] + (double) x[1][n] * y[1][n + lag];
      }
      assertThat(fast[lag + 40]).isCloseTo(sum, within(1e-9));
    }
  }
}
