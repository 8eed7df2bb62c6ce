package worksound.engine.mix;

import java.util.List;
import worksound.engine.score.ScoreTime;
import worksound.engine.sound.Sound;

/**
 * Lifts and lowers the octaves around 63 Hz to 8 kHz by a factor each, for one channel.
 *
 * @see <a href="https://www.w3.org/TR/audio-eq-cookbook/">Bristow-Johnson: Audio EQ Cookbook, peaking filter</a>
 */
final class Equalizer {

  static final int OCTAVES = 8;

  private static final double LOWEST_HERTZ = 62.5;
  private static final double QUALITY = 1.1;

  private final float[][] coefficients = new float[OCTAVES][];
  private final float[] first = new float[OCTAVES];
  private final float[] second = new float[OCTAVES];
  private List<Double> tone = List.of();

  /** Middle of octave {@code octave}, in Hz. */
  static double middle(int octave) {
    return LOWEST_HERTZ * (1 << octave);
  }

  /** Filters one block in place with the factors of {@code tone}. */
  void apply(List<Double> tone, float[] samples) {
    if (!tone.equals(this.tone)) {
      this.tone = tone;
      for (int octave = 0; octave < OCTAVES; octave++) {
        coefficients[octave] = peak(tone.get(octave), octave);
      }
    }
    for (int octave = 0; octave < OCTAVES; octave++) {
      if (tone.get(octave) != 1) {
        filter(octave, samples);
      }
    }
  }

  private void filter(int octave, float[] samples) {
    float[] c = coefficients[octave];
    float b0 = c[0], b1 = c[1], b2 = c[2], a1 = c[3], a2 = c[4];
    float s1 = first[octave];
    float s2 = second[octave];
    for (int n = 0; n < Sound.BLOCK; n++) {
      float x = samples[n];
      float y = b0 * x + s1;
      s1 = b1 * x - a1 * y + s2;
      s2 = b2 * x - a2 * y;
      samples[n] = y;
    }
    first[octave] = s1;
    second[octave] = s2;
  }

  /** Coefficients b0, b1, b2, a1, a2. */
  private static float[] peak(double factor, int octave) {
    double omega = 2 * Math.PI * middle(octave) / ScoreTime.RATE;
    double alpha = Math.sin(omega) / (2 * QUALITY);
    double root = Math.sqrt(factor);
    double a0 = 1 + alpha / root;
    float turn = (float) (-2 * Math.cos(omega) / a0);
    return new float[] {(float) ((1 + alpha * root) / a0), turn, (float) ((1 - alpha * root) / a0), turn,
      (float) ((1 - alpha / root) / a0)};
  }

  /** What {@code tone} makes of the power at {@code hertz}, as a factor: that of the analogue filters these follow. */
  static double power(List<Double> tone, double hertz) {
    double power = 1;
    for (int octave = 0; octave < OCTAVES; octave++) {
      double root = Math.sqrt(tone.get(octave));
      double ratio = hertz / middle(octave);
      double real = (1 - ratio * ratio) * (1 - ratio * ratio);
      double width = ratio / QUALITY;
      power *= (real + width * width * root * root) / (real + width * width / (root * root));
    }
    return power;
  }
}
