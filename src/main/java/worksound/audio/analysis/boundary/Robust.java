package worksound.audio.analysis.boundary;

import java.util.Arrays;

/**
 * Median, and how far a value lies from it in units of the median absolute deviation, which outliers do not move.
 *
 * @see <a href="https://doi.org/10.1080/01621459.1993.10476408">Rousseeuw, Croux: Alternatives to the median absolute deviation</a>
 */
final class Robust {

  /** Makes the median absolute deviation of a normal distribution its standard deviation. */
  private static final double NORMAL = 1.4826;

  private Robust() {
  }

  /** The median of the first {@code count} values, which are left sorted; 0 of none. */
  static double median(double[] values, int count) {
    if (count == 0) {
      return 0;
    }
    Arrays.sort(values, 0, count);
    return (values[(count - 1) / 2] + values[count / 2]) / 2;
  }

  /**
   * Robust standard deviations from the median.
   *
   * @param usual what is usual, left in another order
   * @param equal smallest deviation that counts
   */
  static double deviations(double value, double[] usual, int count, double equal) {
    double median = median(usual, count);
    for (int i = 0; i < count; i++) {
      usual[i] = Math.abs(usual[i] - median);
    }
    return (value - median) / (NORMAL * median(usual, count) + equal);
  }
}
