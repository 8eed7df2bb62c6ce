package worksound.audio.analysis;

import worksound.dsp.Decibels;

/** How much of one stretch of music cannot be had from another by a gain, fed piece by piece. */
final class Difference {

  private double xx;
  private double yy;
  private double xy;

  /** Compares {@code count} frames of two signals, one array a channel each. */
  void add(float[][] x, int fromX, float[][] y, int fromY, int count) {
    for (int channel = 0; channel < Math.min(x.length, y.length); channel++) {
      for (int n = 0; n < count; n++) {
        double a = x[channel][fromX + n];
        double b = y[channel][fromY + n];
        xx += a * a;
        yy += b * b;
        xy += a * b;
      }
    }
  }

  /** What is different, in dB against the whole: 0 when all of it is, or when there was nothing to compare. */
  double decibels() {
    return xx > 0 && yy > 0 ? Decibels.ofPower(1 - xy / xx * (xy / yy)) : 0;
  }
}
