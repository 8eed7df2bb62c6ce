package worksound.engine.score;

/** The clock of a piece: samples since its first one, without an end. */
public final class ScoreTime {

  /** Samples per second, ACE-Step's rate. */
  public static final int RATE = 48_000;

  private ScoreTime() {
  }

  /** The number of samples nearest to {@code seconds}. */
  public static long samples(double seconds) {
    return Math.round(seconds * RATE);
  }
}
