package worksound.engine.mix;

import java.util.Arrays;
import worksound.engine.score.ScoreTime;
import worksound.engine.sound.Sound;

/**
 * Keeps loudness over 400 ms, as ITU-R BS.1771 counts it momentary, from rising far above its lowest within the last second. Strikes,
 * which are shorter, pass.
 */
final class RiseLimiter {

  /** How far it may rise unhindered: the ear's 4 LU less what holding back takes to act. */
  private static final double ROOM_DB = 2;
  private static final double SLOPE = 5;
  /** Part of the way that the gain goes in a block, down and up. */
  private static final double HOLDING = 0.3;
  private static final double LETTING_GO = 0.05;
  private static final double NOTHING = 1e-8;
  private static final int MOMENT = (int) (0.4 * ScoreTime.RATE / Sound.BLOCK);
  /** Blocks between two looks back. */
  private static final int STRIDE = 10;
  private static final int LOOKS = ScoreTime.RATE / Sound.BLOCK / STRIDE;

  private final double[] powers = new double[MOMENT];
  private final double[] moments = new double[LOOKS];
  private double sum;
  private double lowest;
  private double gain = 1;
  private int block;

  /** The factor, at most 1, for a block of {@code power}. */
  double gain(double power) {
    int slot = block % MOMENT;
    double rest = sum - powers[slot];
    if (block >= MOMENT + LOOKS * STRIDE) {
      double over = 10 * Math.log10((rest + power * gain * gain + NOTHING) / (lowest + NOTHING)) - ROOM_DB;
      double goal = over > 0 ? Sound.amplitudeOf(-SLOPE * over) : 1;
      gain += (goal < gain ? HOLDING : LETTING_GO) * (goal - gain);
    }
    powers[slot] = power * gain * gain;
    sum = slot == 0 ? Arrays.stream(powers).sum() : rest + powers[slot];
    if (block % STRIDE == 0) {
      moments[block / STRIDE % LOOKS] = sum;
      lowest = Arrays.stream(moments).min().orElseThrow();
    }
    block++;
    return gain;
  }
}
