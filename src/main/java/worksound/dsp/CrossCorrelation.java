package worksound.dsp;

import java.util.Arrays;

/**
 * c[L] = Σ x[n]·y[n + L] over channels and n = from…to−1, for L = −maxLag…maxLag. Exact for every lag: x is taken in blocks,
 * their cross-spectra with the stretch of y around them are added up, and one inverse transform gives all lags. Two channels
 * travel as the real and imaginary part of one complex signal; the real part of the result is then the sum of both.
 *
 * @see <a href="https://doi.org/10.1145/1464182.1464209">Stockham: High-speed convolution and correlation</a>
 */
public final class CrossCorrelation {

  /** Transform length per maximum lag: most of a block is then signal rather than margin. */
  private static final int SIZE_PER_LAG = 14;

  private final int maxLag;
  private final Fft fft;
  private final int blockFrames;
  private final double[] xRe;
  private final double[] xIm;
  private final double[] yRe;
  private final double[] yIm;
  private final double[] sumRe;
  private final double[] sumIm;

  /** Correlates lags of at most {@code maxLag} frames. */
  public CrossCorrelation(int maxLag) {
    this.maxLag = maxLag;
    fft = new Fft(Integer.highestOneBit(Math.max(2, maxLag * SIZE_PER_LAG)));
    int size = fft.size();
    blockFrames = size - 2 * maxLag;
    xRe = new double[size];
    xIm = new double[size];
    yRe = new double[size];
    yIm = new double[size];
    sumRe = new double[size];
    sumIm = new double[size];
  }

  /**
   * Correlates; {@code y} must reach from {@code from − maxLag} to {@code to + maxLag}.
   *
   * @param x one array a channel
   * @param y as many channels as {@code x}
   * @return c[L] at index L + maxLag
   */
  public double[] of(float[][] x, float[][] y, int from, int to) {
    Arrays.fill(sumRe, 0);
    Arrays.fill(sumIm, 0);
    for (int at = from; at < to; at += blockFrames) {
      int frames = Math.min(blockFrames, to - at);
      load(x, at, frames, xRe, xIm);
      load(y, at - maxLag, frames + 2 * maxLag, yRe, yIm);
      fft.transform(xRe, xIm);
      fft.transform(yRe, yIm);
      addCrossSpectrum();
    }
    fft.transform(sumIm, sumRe);
    double[] lags = new double[2 * maxLag + 1];
    for (int i = 0; i < lags.length; i++) {
      lags[i] = sumRe[i] / fft.size();
    }
    return lags;
  }

  private static void load(float[][] signal, int from, int frames, double[] re, double[] im) {
    load(signal[0], from, frames, re);
    if (signal.length > 1) {
      load(signal[1], from, frames, im);
    } else {
      Arrays.fill(im, 0);
    }
  }

  private static void load(float[] channel, int from, int frames, double[] into) {
    for (int i = 0; i < frames; i++) {
      into[i] = channel[from + i];
    }
    Arrays.fill(into, frames, into.length, 0);
  }

  private void addCrossSpectrum() {
    for (int k = 0; k < xRe.length; k++) {
      sumRe[k] += xRe[k] * yRe[k] + xIm[k] * yIm[k];
      sumIm[k] += xRe[k] * yIm[k] - xIm[k] * yRe[k];
    }
  }
}
