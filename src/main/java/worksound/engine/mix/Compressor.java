package worksound.engine.mix;

import worksound.dsp.KWeighting;
import worksound.engine.score.ScoreTime;
import worksound.engine.sound.Sound;

/**
 * Holds back what rises fast above the last seconds, so that nothing startles, and leaves slow swells as they are.
 *
 * <p>A feed-forward compressor whose threshold follows the music: it compares the power of the last moment with that of the last
 * one or two seconds. It forgets within {@code SLOW_SECONDS} times a few, so a piece that is entered anywhere is soon held alike.
 */
final class Compressor {

  private static final double FAST_SECONDS = 0.04;
  private static final double SLOW_SECONDS = 1.8;
  /** How far the moment may stand out unhindered. */
  private static final double THRESHOLD_DB = 2;
  /** Part of what stands out further that is taken away. */
  private static final double REDUCTION = 0.6;
  /** Beyond this a moment stands out as a blow does, and nearly all of the rest is taken away. */
  private static final double STRIKE_DB = 4;
  private static final double REST = 0.35;
  /** Part of what it falls behind further that is given back, as far as it is. */
  private static final double LIFT = 0.45;
  private static final double MOST_LIFT_DB = 4;
  private static final double NOTHING = 1e-8;
  /** What the ear counts for less: up to 150 Hz. */
  private static final float BASS = (float) (1 - Math.exp(-2 * Math.PI * 150 / ScoreTime.RATE));
  /** Over this time it learns what is usual and comes in, in seconds. */
  private static final double LEARNING_SECONDS = 1.2;
  private static final double FAST = 1 - Math.exp(-Sound.BLOCK / (FAST_SECONDS * ScoreTime.RATE));
  private static final double SLOW = 1 - Math.exp(-Sound.BLOCK / (SLOW_SECONDS * ScoreTime.RATE));

  /** How fast what counts as usual may rise: 1.2 dB a second, about as a swell does. */
  private static final double RISE = Math.pow(10, 0.12 * Sound.BLOCK / ScoreTime.RATE);

  private double fast;
  private double mean;
  private double slow;
  private long age;
  private float bass;
  private float gain = 1;
  /** How the ear counts both channels. */
  private final KWeighting[] weightings = {new KWeighting(ScoreTime.RATE), new KWeighting(ScoreTime.RATE)};
  private final RiseLimiter limiter = new RiseLimiter();

  /** Changes one block in place, by {@code amount} (0…1) of what it would. */
  void render(double amount, float[] left, float[] right) {
    double power = 0;
    for (int n = 0; n < Sound.BLOCK; n++) {
      float middle = left[n] + right[n];
      bass += BASS * (middle - bass);
      power += (middle - bass) * (middle - bass);
    }
    double heard = (weightings[0].energy(left, 0, Sound.BLOCK) + weightings[1].energy(right, 0, Sound.BLOCK)) / Sound.BLOCK;
    age++;
    double learned = Math.min(1, age * Sound.BLOCK / (LEARNING_SECONDS * ScoreTime.RATE));
    fast += Math.max(FAST, 1.0 / age) * (power / Sound.BLOCK - fast);
    mean += Math.max(SLOW, 1.0 / age) * (power / Sound.BLOCK - mean);
    slow = learned < 1 ? mean : Math.min(mean, slow * RISE + NOTHING);
    double over = 10 * Math.log10((fast + NOTHING) / (slow + NOTHING));
    double lift = Math.min(MOST_LIFT_DB, LIFT * Math.max(0, -over - THRESHOLD_DB));
    double held = REDUCTION * Math.max(0, over - THRESHOLD_DB) + REST * Math.max(0, over - STRIKE_DB);
    double goal = Sound.amplitudeOf(amount * learned * (lift - held));
    goal *= 1 - amount * (1 - limiter.gain(heard * goal * goal));
    float slope = (float) (goal - gain) / Sound.BLOCK;
    for (int n = 0; n < Sound.BLOCK; n++) {
      gain += slope;
      left[n] *= gain;
      right[n] *= gain;
    }
    gain = (float) goal;
  }
}
