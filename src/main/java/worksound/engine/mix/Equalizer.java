package worksound.engine.mix;

import java.util.List;
import worksound.engine.score.ScoreTime;
import worksound.engine.sound.Sound;

/**
 * Lifts and lowers the octaves around 63 Hz to 8 kHz by a factor each.
 *
 * @see <a href="https://www.w3.org/TR/audio-eq-cookbook/">Bristow-Johnson: Audio EQ Cookbook, peaking filter</a>
 */
final class Equalizer {

  static final int OCTAVES = 8;

  private static final double LOWEST_HERTZ = 62.5;
  private static final double QUALITY = 1.1;

  private final float[][] coefficients = new float[OCTAVES][];
  /** State of each octave's filter: two samples of the left channel, then two of the right. */
  private final float[][] state = new float[OCTAVES][4];
  private List<Double> tone = List.of();

  /** Middle of octave {@code octave}, in Hz. */
  static double middle(int octave) {
    return LOWEST_HERTZ * (1 << octave);
  }

  /** Filters one block in place with the factors of {@code tone}. */
  void apply(List<Double> tone, float[] left, float[] right) {
    if (!tone.equals(this.tone)) {
      this.tone = tone;
      for (int octave = 0; octave < OCTAVES; octave++) {
        coefficients[octave] = peak(tone.get(octave), octave);
      }
    }
    for (int octave = 0; octave < OCTAVES; octave += 2) {
      if (tone.get(octave) != 1 || tone.get(octave + 1) != 1) {
        filter(coefficients[octave], state[octave], coefficients[octave + 1], state[octave + 1], left, right);
      }
    }
  }

  /** Two octaves and both channels in one turn: four recursions that a processor computes beside one another. */
  private static void filter(float[] c, float[] s, float[] d, float[] t, float[] left, float[] right) {
    float b0 = c[0], b1 = c[1], b2 = c[2], a2 = c[4];
    float d0 = d[0], d1 = d[1], d2 = d[2], e2 = d[4];
    float s1 = s[0], s2 = s[1], s3 = s[2], s4 = s[3];
    float t1 = t[0], t2 = t[1], t3 = t[2], t4 = t[3];
    for (int n = 0; n < Sound.BLOCK; n++) {
      float x = left[n];
      float z = right[n];
      float y = b0 * x + s1;
      float w = b0 * z + s3;
      s1 = b1 * (x - y) + s2;
      s3 = b1 * (z - w) + s4;
      s2 = b2 * x - a2 * y;
      s4 = b2 * z - a2 * w;
      float u = d0 * y + t1;
      float v = d0 * w + t3;
      t1 = d1 * (y - u) + t2;
      t3 = d1 * (w - v) + t4;
      t2 = d2 * y - e2 * u;
      t4 = d2 * w - e2 * v;
      left[n] = u;
      right[n] = v;
    }
    keep(s, s1, s2, s3, s4);
    keep(t, t1, t2, t3, t4);
  }

  private static void keep(float[] state, float first, float second, float third, float fourth) {
    state[0] = first;
    state[1] = second;
    state[2] = third;
    state[3] = fourth;
  }

  /** Coefficients b0, b1, b2, a1, a2; a1 is b1. */
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
