package worksound.dsp;

/**
 * Converts a signal from one sample rate to another, at whatever place of it: a polyphase filter bank, which has one windowed sinc for each
 * place that a sample of the output can have between two of the input. Nothing is late: frame 0 stays frame 0. Up to nine tenths of the
 * lower rate's half the level changes by less than 0.01 dB; what is mirrored or folded lies 90 dB below.
 *
 * @see <a href="https://ccrma.stanford.edu/~jos/resample/">Smith: Digital audio resampling home page</a>
 */
public final class Resampler {

  /** Places between two samples of the input that are told apart at most; 44.1 kHz to 48 kHz takes 160. */
  private static final int MOST_PHASES = 1_000;
  /** Length of a sinc on either side of its middle, in samples of the lower rate. */
  private static final int HALF_WIDTH = 48;
  /** Where the sinc cuts off, in parts of the lower rate. */
  private static final double CUT_OFF = 0.48;
  /** Of the Kaiser window: side lobes of −100 dB. */
  private static final double BETA = 10;

  private final int up;
  private final int down;
  private final int half;
  private final float[][] phases;

  /**
   * A converter between two rates in Hz.
   *
   * @throws IllegalArgumentException when they have too little in common
   */
  public Resampler(int from, int to) {
    int common = greatestCommonDivisor(from, to);
    up = to / common;
    down = from / common;
    if (up > MOST_PHASES) {
      throw new IllegalArgumentException("from " + from + " to " + to + " Hz takes " + up + " filters, expected at most " + MOST_PHASES);
    }
    double lower = Math.min(1, (double) to / from);
    half = (int) Math.ceil(HALF_WIDTH / lower);
    phases = new float[up][2 * half];
    for (int phase = 0; phase < up; phase++) {
      fill(phases[phase], (double) phase / up, lower);
    }
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }

  /** The filter for a place {@code after} a sample of the input, 0 to 1 of the way to the next; it leaves a constant as it is. */
  private void fill(float[] filter, double after, double lower) {
    double[] taps = new double[filter.length];
    double sum = 0;
    for (int i = 0; i < taps.length; i++) {
      double place = i - (half - 1) - after;
      double x = 2 * CUT_OFF * lower * place;
      double inside = 1 - place * place / ((double) half * half);
      taps[i] = (x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)) * bessel(BETA * Math.sqrt(Math.max(0, inside)));
      sum += taps[i];
    }
    for (int i = 0; i < taps.length; i++) {
      filter[i] = (float) (taps[i] / sum);
    }
  }

  /** The modified Bessel function I₀, of which the Kaiser window is made, by its power series. */
  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; term > sum * 1e-12; k++) {
      term *= x * x / (4.0 * k * k);
      sum += term;
    }
    return sum;
  }

  /** Frames of the output that so many of the input make. */
  public long frames(long input) {
    return input * up / down;
  }

  /** Samples of the input that one of the output is made of. */
  public int taps() {
    return 2 * half;
  }

  /** The first sample of the input that a sample of the output is made of; before the input's beginning it is negative. */
  public long firstTap(long output) {
    return Math.floorDiv(output * down, up) - (half - 1);
  }

  /**
   * One sample of the output.
   *
   * @param output which one
   * @param input  samples of the input
   * @param begins which sample of the input the first of them is
   */
  public float at(long output, float[] input, long begins) {
    float[] filter = phases[(int) (output * down % up)];
    int from = (int) (firstTap(output) - begins);
    float sum = 0;
    for (int i = 0; i < filter.length; i++) {
      sum += filter[i] * input[from + i];
    }
    return sum;
  }
}
