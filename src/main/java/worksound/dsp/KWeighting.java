package worksound.dsp;

/**
 * The K-weighting of BS.1770 for one channel: a high shelf for the head, then a high-pass. The standard gives coefficients for
 * 48 kHz only; here they are derived for any rate from the analogue filters behind them.
 *
 * @see <a href="https://github.com/jiixyj/libebur128">libebur128, whose values for the analogue filters these are</a>
 */
public final class KWeighting {

  private static final double SHELF_HZ = 1681.974450955533;
  private static final double SHELF_DB = 3.999843853973347;
  private static final double SHELF_Q = 0.7071752369554196;
  private static final double SHELF_BAND_EXPONENT = 0.4996667741545416;
  private static final double PASS_HZ = 38.13547087602444;
  private static final double PASS_Q = 0.5003270373238773;

  private final double[] shelf;
  private final double[] pass;
  private double shelf1;
  private double shelf2;
  private double pass1;
  private double pass2;

  /** A filter for one channel at {@code sampleRate}. */
  public KWeighting(int sampleRate) {
    shelf = shelf(sampleRate);
    pass = pass(sampleRate);
  }

  /** Coefficients b0, b1, b2, a1, a2. */
  static double[] shelf(int sampleRate) {
    double k = Math.tan(Math.PI * SHELF_HZ / sampleRate);
    double high = Math.pow(10, SHELF_DB / 20);
    double band = Math.pow(high, SHELF_BAND_EXPONENT);
    double a0 = 1 + k / SHELF_Q + k * k;
    return new double[] {(high + band * k / SHELF_Q + k * k) / a0, 2 * (k * k - high) / a0,
      (high - band * k / SHELF_Q + k * k) / a0, 2 * (k * k - 1) / a0, (1 - k / SHELF_Q + k * k) / a0};
  }

  /** Coefficients b0, b1, b2, a1, a2; the standard leaves the numerator unscaled. */
  static double[] pass(int sampleRate) {
    double k = Math.tan(Math.PI * PASS_HZ / sampleRate);
    double a0 = 1 + k / PASS_Q + k * k;
    return new double[] {1, -2, 1, 2 * (k * k - 1) / a0, (1 - k / PASS_Q + k * k) / a0};
  }

  /** Filters the next samples and returns the sum of their squares. */
  public double energy(float[] samples, int from, int count) {
    double s1 = shelf1;
    double s2 = shelf2;
    double p1 = pass1;
    double p2 = pass2;
    double sum = 0;
    for (int n = from; n < from + count; n++) {
      double x = samples[n];
      double y = shelf[0] * x + s1;
      s1 = shelf[1] * x - shelf[3] * y + s2;
      s2 = shelf[2] * x - shelf[4] * y;
      double z = pass[0] * y + p1;
      p1 = pass[1] * y - pass[3] * z + p2;
      p2 = pass[2] * y - pass[4] * z;
      sum += z * z;
    }
    shelf1 = s1;
    shelf2 = s2;
    pass1 = p1;
    pass2 = p2;
    return sum;
  }
}
