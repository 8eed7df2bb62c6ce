package worksound.dsp;

/** Ratios in decibels; silence is {@link #FLOOR_DB}, so that every figure is a number. */
public final class Decibels {

  /** Level of silence, in dB. */
  public static final double FLOOR_DB = -140;

  private Decibels() {
  }

  public static double ofPower(double ratio) {
    return ratio > 0 ? Math.max(FLOOR_DB, 10 * Math.log10(ratio)) : FLOOR_DB;
  }

  public static double ofAmplitude(double ratio) {
    return ofPower(ratio * ratio);
  }
}
