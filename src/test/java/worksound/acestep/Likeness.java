package worksound.acestep;

/**
 * How a stretch of audio compares with another at lag 0.
 *
 * @param gain       the factor on the first that comes closest to the second
 * @param residualDb energy of what that leaves over, relative to the second, in dB
 */
public record Likeness(double gain, double residualDb) {

  /** Compares frames {@code from}…{@code to} (exclusive) of both. */
  public static Likeness of(Clip sent, Clip returned, int from, int to) {
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int c = 0; c < sent.channels().length; c++) {
      for (int n = from; n < to; n++) {
        double x = sent.channels()[c][n];
        double y = returned.channels()[c][n];
        xx += x * x;
        xy += x * y;
        yy += y * y;
      }
    }
    double gain = xy / xx;
    double left = Math.max(yy - gain * xy, Double.MIN_NORMAL);
    return new Likeness(gain, 10 * Math.log10(left / yy));
  }
}
