package worksound.engine.sound;

import java.util.function.IntToDoubleFunction;
import worksound.engine.style.SeededRandom;

/** One cycle of a sound in as many band-limited versions as there are octaves, so that no partial folds back or hisses. */
final class Wavetable {

  static final int BITS = 11;
  static final int SIZE = 1 << BITS;

  /** A soft round tone for pads. */
  static final Wavetable WARM = new Wavetable(k -> (k == 1 ? 0.6 : 1) * Math.pow(k, -1.12), 11_000);
  /** Bowed strings: a rounded sawtooth. */
  static final Wavetable BOWED = new Wavetable(k -> (k == 1 ? 0.8 : 1) * Math.pow(k, -1.05) / (1 + 0.0015 * k * k), 12_000);
  /** A hollow reed-like tone that stands for voices singing "oo". */
  static final Wavetable HUMMED = new Wavetable(k -> (k == 1 ? 0.75 : 1) * Math.pow(k, -1.2) * (k % 2 == 1 ? 1 : 0.4), 9_000);
  /** Bass: fundamental and a little of the octave and twelfth, so that small speakers carry it. */
  static final Wavetable ROUND = new Wavetable(k -> new double[] {0, 1, 0.28, 0.10, 0.03}[Math.min(k, 4)] / (k > 4 ? 30 * k : 1), 600);

  private static final double LOWEST = 27.5;
  private static final int OCTAVES = 8;

  private final float[][] octaves = new float[OCTAVES][];

  private Wavetable(IntToDoubleFunction amplitude, double highest) {
    for (int octave = 0; octave < OCTAVES; octave++) {
      double top = LOWEST * (1 << octave + 1);
      octaves[octave] = cycle(amplitude, Math.max(1, (int) (highest / top)));
    }
  }

  /** The cycle to use for {@code hertz}: {@link #SIZE} samples and the first once more. */
  float[] cycle(double hertz) {
    int octave = (int) Math.floor(Math.log(hertz / LOWEST) / Math.log(2));
    return octaves[Math.max(0, Math.min(OCTAVES - 1, octave))];
  }

  private static float[] cycle(IntToDoubleFunction amplitude, int partials) {
    double[] sum = new double[SIZE + 1];
    double power = 0;
    SeededRandom dice = SeededRandom.of(partials);
    for (int k = 1; k <= partials; k++) {
      double level = amplitude.applyAsDouble(k);
      double phase = dice.unit();
      power += level * level / 2;
      for (int i = 0; i <= SIZE; i++) {
        sum[i] += level * Math.sin(2 * Math.PI * ((double) k * i / SIZE + phase));
      }
    }
    float[] cycle = new float[SIZE + 1];
    for (int i = 0; i <= SIZE; i++) {
      cycle[i] = (float) (sum[i] / Math.sqrt(2 * power));
    }
    return cycle;
  }
}
