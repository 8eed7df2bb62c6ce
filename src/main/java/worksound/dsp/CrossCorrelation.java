package worksound.dsp;

import java.util.Arrays;

/**
 * c[L] = Σ x[n]·y[n + L] over channels and n, for L = −maxLag…maxLag. Exact for every lag: x comes in blocks, their cross-spectra with
 * the stretch of y around them are added up, and one inverse transform gives all lags. Two channels travel as the real and imaginary
 * part of one complex signal; the real part of the result is then the sum of both.
 *
 * @see <a href="https://doi.org/10.1145/1464182.1464209">Stockham: High-speed convolution and correlation</a>
 */
public final class CrossCorrelation {

  /** Transform length per maximum lag: most of a block is then signal rather than margin. */
  private static final int SIZE_PER_LAG = 14;

  private final int maxLag;
  private final Fft fft;
  private final double[] xRe;
  private final double[] xIm;
  private final double[] yRe;
  private final double[] yIm;
  private final double[] sumRe;
  private final double[] sumIm;

  /** Correlates lags of at most {@code maxLag} frames. */
  public CrossCorrelation(int maxLag) {
    this.maxLag = maxLag;
    int size = size(maxLag);
    fft = new Fft(size);
    xRe = new double[size];
    xIm = new double[size];
    yRe = new double[size];
    yIm = new double[size];
    sumRe = new double[size];
    sumIm = new double[size];
  }

  /** The most frames of x that are taken at once where lags of {@code maxLag} frames are looked for. */
  public static int blockFrames(int maxLag) {
    return size(maxLag) - 2 * maxLag;
  }

  private static int size(int maxLag) {
    return Integer.highestOneBit(Math.max(2, maxLag * SIZE_PER_LAG));
  }

  /**
   * Takes the next block.
   *
   * @param x      one or two channels, of each the first {@code frames}
   * @param y      as many channels as {@code x}, of each the first {@code frames + 2 · maxLag}; it begins {@code maxLag} before x
   * @param frames at most {@link #blockFrames}
   */
  public void add(float[][] x, float[][] y, int frames) {
    load(x, frames, xRe, xIm);
    load(y, frames + 2 * maxLag, yRe, yIm);
    fft.transform(xRe, xIm);
    fft.transform(yRe, yIm);
    for (int k = 0; k < xRe.length; k++) {
      sumRe[k] += xRe[k] * yRe[k] + xIm[k] * yIm[k];
      sumIm[k] += xRe[k] * yIm[k] - xIm[k] * yRe[k];
    }
  }

  /** c[L] at index L + maxLag, of all blocks; this ends the correlation. */
  public double[] lags() {
    fft.transform(sumIm, sumRe);
    double[] lags = new double[2 * maxLag + 1];
    for (int i = 0; i < lags.length; i++) {
      lags[i] = sumRe[i] / fft.size();
    }
    return lags;
  }

  private static void load(float[][] signal, int frames, double[] re, double[] im) {
    load(signal[0], frames, re);
    if (signal.length > 1) {
      load(signal[1], frames, im);
    } else {
      Arrays.fill(im, 0);
    }
  }

  private static void load(float[] channel, int frames, double[] into) {
    for (int i = 0; i < frames; i++) {
      into[i] = channel[i];
    }
    Arrays.fill(into, frames, into.length, 0);
  }
}
