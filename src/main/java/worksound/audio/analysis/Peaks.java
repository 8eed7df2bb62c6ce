package worksound.audio.analysis;

/**
 * The highest sample of a channel, and how often the wave stays there. Music touches its peak for a moment; where it stays, it was
 * cut off, and that remains visible at whatever level it was normalised to afterwards.
 */
final class Peaks {

  /** This close to the peak is at the peak; more than the rounding of 16 bits at full scale. */
  private static final double FLAT = 5e-5;
  /** Samples in a row at the peak that no music makes: a full-scale 20 Hz sine at 48 kHz has half as many. */
  private static final int MIN_RUN = 16;

  private double peak;
  private double flatFrom = Double.MIN_VALUE;
  private long clipped;
  private int run;
  private boolean positive;

  void add(float[] samples, int from, int count) {
    for (int n = from; n < from + count; n++) {
      double magnitude = Math.abs(samples[n]);
      if (magnitude < flatFrom) {
        run = 0;
      } else {
        atPeak(magnitude, samples[n] > 0);
      }
    }
  }

  private void atPeak(double magnitude, boolean isPositive) {
    if (magnitude > peak) {
      if (magnitude > peak * (1 + FLAT)) {
        clipped = 0;
        run = 0;
      }
      peak = magnitude;
      flatFrom = peak * (1 - FLAT);
    }
    run = isPositive == positive ? run + 1 : 1;
    positive = isPositive;
    if (run >= MIN_RUN) {
      clipped += run == MIN_RUN ? MIN_RUN : 1;
    }
  }

  double peak() {
    return peak;
  }

  /** Samples that were cut off. */
  long clipped() {
    return clipped;
  }
}
