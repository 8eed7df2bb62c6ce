package worksound.dsp;

/**
 * The long-term spectrum of stereo sound: mean power per frequency over Hann windows one after the other, both channels added.
 *
 * @see <a href="https://doi.org/10.1109/TAU.1967.1161901">Welch: The use of fast Fourier transform for the estimation of power
 *   spectra</a>
 */
public final class PowerSpectrum {

  private static final int SIZE = 4_096;

  private final double binHertz;
  private final Fft fft = new Fft(SIZE);
  private final double[] window = new double[SIZE];
  private final float[][] heard = new float[2][SIZE];
  private final double[] re = new double[SIZE];
  private final double[] im = new double[SIZE];
  private final double[] power = new double[SIZE / 2];
  private int filled;

  public PowerSpectrum(int sampleRate) {
    binHertz = (double) sampleRate / SIZE;
    for (int n = 0; n < SIZE; n++) {
      window[n] = 0.5 - 0.5 * Math.cos(2 * Math.PI * n / SIZE);
    }
  }

  /** Takes the next frames of two channels: the first {@code frames} of each array. */
  public void add(float[][] block, int frames) {
    for (int at = 0; at < frames;) {
      int count = Math.min(frames - at, SIZE - filled);
      System.arraycopy(block[0], at, heard[0], filled, count);
      System.arraycopy(block[1], at, heard[1], filled, count);
      at += count;
      filled += count;
      if (filled == SIZE) {
        endWindow();
      }
    }
  }

  /** Both channels in one transform: the powers of z = left + i·right at k and −k add up to twice those of the two. */
  private void endWindow() {
    for (int n = 0; n < SIZE; n++) {
      re[n] = window[n] * heard[0][n];
      im[n] = window[n] * heard[1][n];
    }
    fft.transform(re, im);
    for (int k = 1; k < SIZE / 2; k++) {
      int mirror = SIZE - k;
      power[k] += re[k] * re[k] + im[k] * im[k] + re[mirror] * re[mirror] + im[mirror] * im[mirror];
    }
    filled = 0;
  }

  /** Power from {@code low} to {@code high} Hz; only ratios mean something. */
  public double power(double low, double high) {
    double sum = 0;
    for (int k = 1; k < SIZE / 2; k++) {
      double from = Math.max(low, (k - 0.5) * binHertz);
      double to = Math.min(high, (k + 0.5) * binHertz);
      sum += power[k] * Math.max(0, to - from) / binHertz;
    }
    return sum;
  }

  /** The mean frequency in Hz, each weighted by its amplitude. */
  public double centroid() {
    double sum = 0;
    double weighted = 0;
    for (int k = 1; k < SIZE / 2; k++) {
      sum += Math.sqrt(power[k]);
      weighted += Math.sqrt(power[k]) * k * binHertz;
    }
    return weighted / Math.max(sum, Double.MIN_NORMAL);
  }
}
