package worksound.audio.analysis.boundary;

/**
 * Sums a power spectrum in triangular bands that are equally wide on the mel scale.
 *
 * @see <a href="https://doi.org/10.1109/TASSP.1980.1163420">Davis, Mermelstein: Comparison of parametric representations for monosyllabic
 *   word recognition</a>
 */
final class MelBands {

  static final int COUNT = 24;
  private static final double LOWEST_HZ = 60;
  private static final double HIGHEST_HZ = 10_500;
  /** Above this share of the rate the resampler's filter falls off. */
  private static final double HIGHEST_SHARE = 0.44;

  private final int[] first = new int[COUNT];
  private final float[][] weights = new float[COUNT][];

  /** Bands for spectra of {@code size / 2 + 1} bins. */
  MelBands(int size, double sampleRate) {
    double low = mel(LOWEST_HZ);
    double step = (mel(Math.min(HIGHEST_HZ, HIGHEST_SHARE * sampleRate)) - low) / (COUNT + 1);
    for (int band = 0; band < COUNT; band++) {
      double begin = hertz(low + band * step) * size / sampleRate;
      double peak = hertz(low + (band + 1) * step) * size / sampleRate;
      double end = hertz(low + (band + 2) * step) * size / sampleRate;
      first[band] = (int) Math.min(Math.ceil(begin), Math.round(peak));
      int last = (int) Math.max(Math.floor(end), Math.round(peak));
      weights[band] = new float[last - first[band] + 1];
      for (int i = 0; i < weights[band].length; i++) {
        double bin = first[band] + i;
        double weight = Math.min((bin - begin) / (peak - begin), (end - bin) / (end - peak));
        weights[band][i] = (float) (weights[band].length == 1 ? 1 : Math.max(0, weight));
      }
    }
  }

  private static double mel(double hertz) {
    return 2595 * Math.log10(1 + hertz / 700);
  }

  private static double hertz(double mel) {
    return 700 * (Math.pow(10, mel / 2595) - 1);
  }

  /** Adds up the power of every band. */
  void sum(float[] power, float[] into) {
    for (int band = 0; band < COUNT; band++) {
      float sum = 0;
      for (int i = 0; i < weights[band].length; i++) {
        sum += weights[band][i] * power[first[band] + i];
      }
      into[band] = sum;
    }
  }
}
