package worksound.dsp;

/**
 * Takes every n-th sample of one channel, block by block, after a low-pass that keeps what lies above the new Nyquist frequency out: a sinc
 * of cut-off 0.45 of the new rate under a Hann window. The output is late by half the filter, {@link #delay()} samples of the input.
 *
 * @see <a href="https://ccrma.stanford.edu/~jos/resample/">Smith: Digital audio resampling home page</a>
 */
public final class Decimator {

  /** Length of the filter on either side of its middle, in samples of the output. */
  private static final int HALF_WIDTH = 8;
  private static final double CUT_OFF = 0.45;

  private final int factor;
  private final float[] filter;
  private final float[] recent;
  private int newest;
  private int untilNext;

  /** Keeps one sample of {@code factor}; 1 keeps all, as they are. */
  public Decimator(int factor) {
    if (factor < 1) {
      throw new IllegalArgumentException("factor " + factor + ", expected 1 or more");
    }
    this.factor = factor;
    filter = factor == 1 ? new float[] {1} : lowPass(factor);
    recent = new float[2 * filter.length];
    untilNext = delay();
  }

  private static float[] lowPass(int factor) {
    int half = HALF_WIDTH * factor;
    double[] taps = new double[2 * half + 1];
    double sum = 0;
    for (int i = 0; i < taps.length; i++) {
      double x = 2 * CUT_OFF * (i - half) / factor;
      double sinc = i == half ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
      taps[i] = sinc * (0.5 + 0.5 * Math.cos(Math.PI * (i - half) / (half + 1)));
      sum += taps[i];
    }
    float[] filter = new float[taps.length];
    for (int i = 0; i < taps.length; i++) {
      filter[i] = (float) (taps[i] / sum);
    }
    return filter;
  }

  /** Samples of the input that go in before the first of the output comes out. */
  public int delay() {
    return filter.length / 2;
  }

  /** Takes the next sample. @return whether a sample of the output is ready */
  public boolean add(float sample) {
    recent[newest] = sample;
    recent[newest + filter.length] = sample;
    newest = newest + 1 == filter.length ? 0 : newest + 1;
    if (untilNext > 0) {
      untilNext--;
      return false;
    }
    untilNext = factor - 1;
    return true;
  }

  /** The sample that is ready. */
  public float output() {
    float sum = 0;
    for (int i = 0; i < filter.length; i++) {
      sum += filter[i] * recent[newest + i];
    }
    return sum;
  }
}
