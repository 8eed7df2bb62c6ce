package worksound.engine.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import worksound.engine.score.ScoreTime;
import worksound.engine.sound.Sound;

/** Power that rises, block by block. */
class RiseLimiterTest {

  private static final int SECOND = ScoreTime.RATE / Sound.BLOCK;

  private final RiseLimiter limiter = new RiseLimiter();

  @Test
  void aStepOfSixDecibelsBecomesALadderOfLessThanFour() {
    double[] powers = new double[8 * SECOND];
    for (int block = 0; block < powers.length; block++) {
      double power = block < 3 * SECOND ? 0.01 : 0.04;
      double gain = limiter.gain(power);
      powers[block] = power * gain * gain;
    }
    assertThat(decibels(powers, powers.length)).as("in the end").isCloseTo(-14, within(0.3));
    for (int end = 2 * SECOND; end <= powers.length; end += 5) {
      assertThat(decibels(powers, end) - decibels(powers, end - SECOND)).as("rise at block " + end).isLessThan(4);
    }
  }

  @Test
  void aStrikeAndASwellPass() {
    for (int block = 0; block < 8 * SECOND; block++) {
      double swell = 0.01 * Math.pow(10, 0.15 * block / SECOND);
      boolean strike = block % SECOND < SECOND / 50;
      double gain = limiter.gain(strike ? 3 * swell : swell);
      assertThat(gain).as("block " + block).isGreaterThan(0.97);
    }
  }

  /** Mean of the 400 ms up to {@code end}, in dB. */
  private static double decibels(double[] powers, int end) {
    double sum = 0;
    for (int block = end - 2 * SECOND / 5; block < end; block++) {
      sum += powers[block];
    }
    return 10 * Math.log10(sum / (2 * SECOND / 5));
  }
}
