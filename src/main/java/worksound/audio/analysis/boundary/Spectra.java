package worksound.audio.analysis.boundary;

import worksound.dsp.Fft;

/**
 * Short-time spectra under a Hann window; two real signals at a time, as the real and imaginary part of one complex signal.
 *
 * @see <a href="https://doi.org/10.1109/TASSP.1977.1162950">Allen: Short term spectral analysis, synthesis, and modification by discrete
 *   Fourier transform</a>
 */
final class Spectra {

  private final Fft fft;
  private final double[] window;
  private final double[] re;
  private final double[] im;

  Spectra(int size) {
    fft = new Fft(size);
    re = new double[size];
    im = new double[size];
    window = new double[size];
    for (int n = 0; n < size; n++) {
      window[n] = 0.5 - 0.5 * Math.cos(2 * Math.PI * n / size);
    }
  }

  /** Bins of a spectrum, from 0 Hz to the Nyquist frequency. */
  int bins() {
    return fft.size() / 2 + 1;
  }

  /** Transforms {@code x} from one sample on and {@code y} from another on; what lies outside is silence. */
  void transform(float[] x, int fromX, float[] y, int fromY) {
    for (int n = 0; n < window.length; n++) {
      re[n] = window[n] * at(x, fromX + n);
      im[n] = window[n] * at(y, fromY + n);
    }
    fft.transform(re, im);
  }

  private static double at(float[] signal, int n) {
    return n >= 0 && n < signal.length ? signal[n] : 0;
  }

  /** Writes the spectrum of x. */
  void first(float[] intoRe, float[] intoIm) {
    for (int k = 0; k < intoRe.length; k++) {
      int mirror = (window.length - k) % window.length;
      intoRe[k] = (float) (0.5 * (re[k] + re[mirror]));
      intoIm[k] = (float) (0.5 * (im[k] - im[mirror]));
    }
  }

  /** Writes the power of the spectrum of x. */
  void firstPower(float[] into) {
    for (int k = 0; k < into.length; k++) {
      int mirror = (window.length - k) % window.length;
      double real = 0.5 * (re[k] + re[mirror]);
      double imaginary = 0.5 * (im[k] - im[mirror]);
      into[k] = (float) (real * real + imaginary * imaginary);
    }
  }

  /** Writes the power of the spectrum of y. */
  void secondPower(float[] into) {
    for (int k = 0; k < into.length; k++) {
      int mirror = (window.length - k) % window.length;
      double real = 0.5 * (im[k] + im[mirror]);
      double imaginary = 0.5 * (re[mirror] - re[k]);
      into[k] = (float) (real * real + imaginary * imaginary);
    }
  }
}
