package worksound.audio.analysis.decay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import worksound.messages.Measurements.Tone;
import worksound.testing.Requirement;

/** Each measure says what it is named after. */
@Requirement("B17")
class ToneMeterTest {

  private static final int RATE = 48_000;
  private static final int SECONDS = 8;

  @Test
  void whiteNoiseIsLevelAndWide() {
    Tone tone = tone(noise(1), noise(2));
    assertThat(tone.tiltDb()).isCloseTo(0, within(0.2));
    assertThat(tone.bandwidthHz()).isGreaterThan(20_000);
    assertThat(tone.widthDb()).as("two that have nothing in common").isCloseTo(0, within(0.3));
    assertThat(tone.dynamicsDb()).isLessThan(1);
    assertThat(tone.floorDb()).as("all from 4 kHz on of it").isCloseTo(-0.8, within(0.3));
  }

  @Test
  void aLowPassTiltsAndNarrows() {
    Tone once = tone(lowPassed(noise(1)), null);
    assertThat(once.tiltDb()).as("6 dB an octave from 1 kHz on").isBetween(-5.0, -2.0);
    IntToDoubleFunction often = lowPassed(lowPassed(lowPassed(lowPassed(noise(1)))));
    assertThat(tone(often, null).bandwidthHz()).isLessThan(10_000);
  }

  /** One pole at 1 kHz; to be asked for every sample in turn. */
  private static IntToDoubleFunction lowPassed(IntToDoubleFunction sound) {
    double[] last = {0};
    return n -> last[0] += 0.123 * (sound.applyAsDouble(n) - last[0]);
  }

  @Test
  void noiseBetweenNotesIsTheFloor() {
    IntToDoubleFunction hiss = noise(1);
    IntToDoubleFunction notes = n -> n % RATE < RATE / 2 ? 0.5 * Math.sin(n * 0.05) : 0;
    double clean = tone(notes, null).floorDb();
    double noisy = tone(n -> notes.applyAsDouble(n) + 0.01 * hiss.applyAsDouble(n), null).floorDb();
    assertThat(clean).isLessThan(-70);
    assertThat(noisy).isBetween(-45.0, -30.0);
  }

  @Test
  void softAndLoudAreItsDynamics() {
    IntToDoubleFunction white = noise(1);
    assertThat(tone(n -> white.applyAsDouble(n) * (n / RATE % 2 == 0 ? 1 : 0.1), null).dynamicsDb()).isCloseTo(20, within(1.0));
  }

  @Test
  void theSameOnBothSidesHasNoWidth() {
    assertThat(tone(noise(1), null).widthDb()).isLessThan(-100);
    IntToDoubleFunction left = noise(1);
    IntToDoubleFunction right = noise(2);
    assertThat(tone(n -> left.applyAsDouble(n) + 0.1 * right.applyAsDouble(n), n -> left.applyAsDouble(n) - 0.1 * right.applyAsDouble(n))
      .widthDb()).isCloseTo(-20, within(0.5));
  }

  @Test
  void whatCannotBeHeardOrIsNoNumberHasNone() {
    assertThat(tone(n -> 0, null)).isNull();
    assertThat(tone(n -> Double.NaN, null)).isNull();
  }

  @Test
  void onlyTheNewMusicCounts() {
    ToneMeter meter = new ToneMeter(RATE, SECONDS * RATE / 2);
    feed(meter, n -> n < SECONDS * RATE / 2 ? 0.3 * Math.sin(n * 0.05) : 0, null);
    assertThat(meter.measure()).isNull();
  }

  private static IntToDoubleFunction noise(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] samples = random.doubles((long) SECONDS * RATE, -0.5, 0.5).toArray();
    return n -> samples[n];
  }

  /** @param right null for the same as on the left */
  private static Tone tone(IntToDoubleFunction left, IntToDoubleFunction right) {
    ToneMeter meter = new ToneMeter(RATE, 0);
    feed(meter, left, right);
    return meter.measure();
  }

  private static void feed(ToneMeter meter, IntToDoubleFunction left, IntToDoubleFunction right) {
    float[][] block = new float[2][RATE];
    for (int at = 0; at < SECONDS * RATE; at += RATE) {
      for (int n = 0; n < RATE; n++) {
        block[0][n] = (float) left.applyAsDouble(at + n);
        block[1][n] = right == null ? block[0][n] : (float) right.applyAsDouble(at + n);
      }
      meter.add(block, at, RATE);
    }
  }
}
