package worksound.dsp;

/** Normalised cross-correlation of two signals x and y at one lag, fed piece by piece. */
public final class Correlation {

  /** Energy (Σx² or Σy²) below which a signal counts as silence, full scale being 1. */
  private static final double MIN_ENERGY = 1e-12;

  private double xx;
  private double yy;
  private double xy;

  /** Compares {@code count} samples of one channel. */
  public void add(float[] x, int fromX, float[] y, int fromY, int count) {
    double sumXx = 0;
    double sumYy = 0;
    double sumXy = 0;
    for (int n = 0; n < count; n++) {
      double a = x[fromX + n];
      double b = y[fromY + n];
      sumXx += a * a;
      sumYy += b * b;
      sumXy += a * b;
    }
    xx += sumXx;
    yy += sumYy;
    xy += sumXy;
  }

  /** Σx². */
  public double xx() {
    return xx;
  }

  /** Σy². */
  public double yy() {
    return yy;
  }

  /** Σxy / √(Σx²·Σy²), −1 to 1; 0 when one of the two is silent. */
  public double correlation() {
    return xy / Math.sqrt((xx + MIN_ENERGY) * (yy + MIN_ENERGY));
  }

  /** Σxy / Σy²: the factor that brings y nearest to x; 0 when y is silent. */
  public double gain() {
    return xy / (yy + MIN_ENERGY);
  }

  /** What is left of x without y at that gain, in dB against x: 0 when that is all of it, or when there was nothing to compare. */
  public double residualDb() {
    return xx > 0 && yy > 0 ? Decibels.ofPower(1 - xy / xx * (xy / yy)) : 0;
  }
}
