package worksound.dsp;

/**
 * A discrete Fourier transform of complex numbers, in place, iterative and of radix 2.
 *
 * @see <a href="https://doi.org/10.1090/S0025-5718-1965-0178586-1">Cooley, Tukey: An algorithm for the machine calculation of
 *   complex Fourier series</a>
 */
public final class Fft {

  private final int size;
  private final double[] cosine;
  private final double[] sine;

  /** A transform of {@code size} numbers, a power of 2. */
  public Fft(int size) {
    if (size < 2 || Integer.bitCount(size) != 1) {
      throw new IllegalArgumentException("size " + size + ", expected a power of 2");
    }
    this.size = size;
    cosine = new double[size / 2];
    sine = new double[size / 2];
    for (int i = 0; i < size / 2; i++) {
      cosine[i] = Math.cos(2 * Math.PI * i / size);
      sine[i] = -Math.sin(2 * Math.PI * i / size);
    }
  }

  public int size() {
    return size;
  }

  /** X[k] = Σ x[n]·exp(−2πi·kn/size); for the inverse times {@code size}, swap the two arrays. */
  public void transform(double[] re, double[] im) {
    reverseBits(re, im);
    for (int half = 1; half < size; half *= 2) {
      int stride = size / (2 * half);
      for (int start = 0; start < size; start += 2 * half) {
        butterflies(re, im, start, half, stride);
      }
    }
  }

  private void butterflies(double[] re, double[] im, int start, int half, int stride) {
    for (int a = start, b = start + half, w = 0; a < start + half; a++, b++, w += stride) {
      double turnedRe = re[b] * cosine[w] - im[b] * sine[w];
      double turnedIm = re[b] * sine[w] + im[b] * cosine[w];
      re[b] = re[a] - turnedRe;
      im[b] = im[a] - turnedIm;
      re[a] += turnedRe;
      im[a] += turnedIm;
    }
  }

  private void reverseBits(double[] re, double[] im) {
    int shift = Integer.numberOfLeadingZeros(size) + 1;
    for (int i = 0; i < size; i++) {
      int j = Integer.reverse(i) >>> shift;
      if (i < j) {
        swap(re, i, j);
        swap(im, i, j);
      }
    }
  }

  private static void swap(double[] values, int i, int j) {
    double value = values[i];
    values[i] = values[j];
    values[j] = value;
  }
}
