package worksound.engine.render;

import worksound.engine.score.ScoreTime;

/** How much of a clip lies in a band of frequencies, by the Fourier transform of some windows of it. */
final class Spectrum {

  private static final int WINDOW = 4_096;
  private static final int WINDOWS = 40;

  private Spectrum() {
  }

  /** Mean level in dB of the left channel per bin from {@code low} to {@code high} Hz; only differences mean something. */
  static double level(Clip clip, double low, double high) {
    double width = (double) ScoreTime.RATE / WINDOW;
    double sum = 0;
    int bins = 0;
    for (int window = 0; window < WINDOWS; window++) {
      int from = (int) ((long) window * (clip.frames() - WINDOW) / WINDOWS);
      for (double hertz = low; hertz < high; hertz += 2 * width) {
        sum += power(clip.left(), from, hertz);
        bins++;
      }
    }
    return 10 * Math.log10(sum / bins + 1e-20);
  }

  private static double power(float[] samples, int from, double hertz) {
    double coefficient = 2 * Math.cos(2 * Math.PI * hertz / ScoreTime.RATE);
    double s1 = 0;
    double s2 = 0;
    for (int n = 0; n < WINDOW; n++) {
      double s = samples[from + n] * (0.5 - 0.5 * Math.cos(2 * Math.PI * n / WINDOW)) + coefficient * s1 - s2;
      s2 = s1;
      s1 = s;
    }
    return s1 * s1 + s2 * s2 - coefficient * s1 * s2;
  }
}
