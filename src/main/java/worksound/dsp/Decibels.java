package worksound.dsp;

/** Ratios in decibels; what is nothing is {@link #NOTHING}, so that every figure is a number. */
public final class Decibels {

  /** The least that is told, in dB. */
  public static final double NOTHING = -140;

  private Decibels() {
  }

  public static double ofPower(double ratio) {
    return ratio > 0 ? Math.max(NOTHING, 10 * Math.log10(ratio)) : NOTHING;
  }

  public static double ofAmplitude(double ratio) {
    return ofPower(ratio * ratio);
  }
}
