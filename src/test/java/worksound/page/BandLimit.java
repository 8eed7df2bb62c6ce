package worksound.page;

/**
 * Resamples, and leaves out what lies beyond 20 kHz, where resamplers differ: a sinc under Kaiser's window (Crochiere and Rabiner,
 * Multirate Digital Signal Processing, 1983), whose ripples lie below −110 dB.
 */
final class BandLimit {

  private static final double CUTOFF_HERTZ = 20_000;
  private static final double HALF_WIDTH_SECONDS = 0.003;
  private static final double KAISER_BETA = 11.5;

  private BandLimit() {
  }

  /**
   * Resamples one channel.
   *
   * @param rate   samples per second of the music
   * @param toRate of what is returned; its frame 0 is the music's frame 0
   * @param frames how many are returned
   */
  static float[] of(float[] music, int rate, int toRate, int frames) {
    int phases = toRate / greatestCommonDivisor(rate, toRate);
    int half = (int) Math.ceil(HALF_WIDTH_SECONDS * rate);
    double[][] kernels = new double[phases][2 * half];
    for (int phase = 0; phase < phases; phase++) {
      double after = (double) ((long) phase * rate % toRate) / toRate;
      for (int k = 0; k < 2 * half; k++) {
        kernels[phase][k] = kernel((k + 1 - half - after) / rate) / rate;
      }
    }
    float[] resampled = new float[frames];
    for (int n = 0; n < frames; n++) {
      int first = (int) ((long) n * rate / toRate) + 1 - half;
      resampled[n] = (float) product(music, first, kernels[n % phases]);
    }
    return resampled;
  }

  private static double product(float[] music, int first, double[] kernel) {
    double sum = 0;
    for (int k = Math.max(0, -first); k < kernel.length && first + k < music.length; k++) {
      sum += kernel[k] * music[first + k];
    }
    return sum;
  }

  private static double kernel(double seconds) {
    double edge = seconds / HALF_WIDTH_SECONDS;
    if (edge * edge >= 1) {
      return 0;
    }
    double angle = 2 * Math.PI * CUTOFF_HERTZ * seconds;
    double sinc = Math.abs(angle) < 1e-9 ? 1 : Math.sin(angle) / angle;
    return 2 * CUTOFF_HERTZ * sinc * bessel(KAISER_BETA * Math.sqrt(1 - edge * edge)) / bessel(KAISER_BETA);
  }

  /** The modified Bessel function of the first kind and order 0. */
  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; term > 1e-14 * sum; k++) {
      term *= x * x / (4.0 * k * k);
      sum += term;
    }
    return sum;
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
