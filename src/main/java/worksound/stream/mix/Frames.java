package worksound.stream.mix;

/** Time counted in frames of the stream: one sample of each channel, 48,000 a second. */
public final class Frames {

  public static final int PER_SECOND = 48_000;

  private Frames() {
  }

  /** The frame nearest to so many seconds. */
  public static long of(double seconds) {
    return Math.round(seconds * PER_SECOND);
  }

  public static double seconds(long frames) {
    return (double) frames / PER_SECOND;
  }
}
