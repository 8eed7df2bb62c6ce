package worksound.audio.analysis;

import worksound.messages.Measurements.Seam;

/**
 * Playback gain along the chain of segments: each begins as loud as the one before it ends, whatever ACE-Step's normalisation did
 * to it, and comes back to the target loudness too slowly to be noticed.
 */
public final class GainChain {

  /** Music comes back to the target this slowly. */
  private static final double EASE_DB_PER_SECOND = 0.5 / 30;
  /** Music that strays further than this from the target is brought back to here at once, within one segment. */
  private static final double LEASH_DB = 6;
  /** No sample is louder than this after the gain. */
  private static final double PEAK_DBFS = -1;

  private final double targetLufs;

  public GainChain(double targetLufs) {
    this.targetLufs = targetLufs;
  }

  /**
   * The gain of a segment.
   *
   * @param sourceEndDb  gain that the segment before it ends with, null when there is none
   * @param seam         how it follows on, null when that could not be measured
   * @param loudnessLufs its loudness without gain, null when there is nothing to hear
   * @param peakDbfs     its highest sample without gain
   * @param rampSeconds  time between its two overlaps
   */
  public Gain next(Double sourceEndDb, Seam seam, Double loudnessLufs, double peakDbfs, double rampSeconds) {
    double ceiling = PEAK_DBFS - peakDbfs;
    double wanted = Math.min(ceiling, loudnessLufs == null ? 0 : targetLufs - loudnessLufs);
    if (sourceEndDb == null || seam == null) {
      return new Gain(wanted, wanted);
    }
    double start = Math.min(ceiling, sourceEndDb + SeamMeter.matchDb(seam));
    return new Gain(start, loudnessLufs == null ? start : start + step(wanted - start, rampSeconds));
  }

  /**
   * The gain of a segment that shares nothing with the one before it: as loud on the whole as that one ends.
   *
   * @param beforeLufs   integrated loudness of the segment before it, with the gain that this one ends with
   * @param loudnessLufs its loudness without gain, null when there is nothing to hear
   * @param peakDbfs     its highest sample without gain
   * @param rampSeconds  time in which it may come back to the target
   */
  public Gain apart(double beforeLufs, Double loudnessLufs, double peakDbfs, double rampSeconds) {
    double ceiling = PEAK_DBFS - peakDbfs;
    if (loudnessLufs == null) {
      return new Gain(Math.min(ceiling, 0), Math.min(ceiling, 0));
    }
    double start = Math.min(ceiling, beforeLufs - loudnessLufs);
    return new Gain(start, start + step(Math.min(ceiling, targetLufs - loudnessLufs) - start, rampSeconds));
  }

  private static double step(double missing, double rampSeconds) {
    if (rampSeconds <= 0) {
      return 0;
    }
    double limit = Math.max(EASE_DB_PER_SECOND * rampSeconds, Math.abs(missing) - LEASH_DB);
    return Math.max(-limit, Math.min(limit, missing));
  }
}
