package worksound.engine.style;

/** A scale, and how much its chords like to be heard. */
public enum Mode {
  IONIAN("major", new int[] {0, 2, 4, 5, 7, 9, 11}, 1, 0.6, 0.45, 1, 0.35, 0.9, 0),
  LYDIAN("major", new int[] {0, 2, 4, 6, 7, 9, 11}, 1, 0.9, 0.5, 0, 0.6, 0.5, 0.35),
  MIXOLYDIAN("major", new int[] {0, 2, 4, 5, 7, 9, 10}, 1, 0.4, 0, 0.9, 0.6, 0.5, 1),
  DORIAN("minor", new int[] {0, 2, 3, 5, 7, 9, 10}, 1, 0.5, 0.6, 0.9, 0.4, 0, 0.8),
  AEOLIAN("minor", new int[] {0, 2, 3, 5, 7, 8, 10}, 1, 0, 0.7, 0.7, 0.35, 0.9, 0.8);

  /** Weight of a step from one root to the next, by scale degrees upwards: falling fifths and thirds lead best. */
  private static final double[] STEPS = {0, 0.6, 0.8, 1, 0.9, 1, 0.7};
  private static final double[] CADENCES = {0, 0.5, 0.4, 2.5, 0.5, 0.8, 0.5};

  private final String family;
  private final int[] scale;
  private final double[] weights;

  Mode(String family, int[] scale, double... weights) {
    this.family = family;
    this.scale = scale;
    this.weights = weights;
  }

  /** "major" or "minor", as ACE-Step names keys. */
  public String family() {
    return family;
  }

  /** Semitones above the tonic of scale degree {@code degree} (0 is the tonic; 7 and up lie in the next octave). */
  public int semitones(int degree) {
    return scale[Math.floorMod(degree, 7)] + 12 * Math.floorDiv(degree, 7);
  }

  /** A degree to go to from {@code degree}; {@code functional} prefers falling fifths, as jazz does. */
  public int follow(int degree, boolean functional, SeededRandom dice) {
    double[] odds = new double[7];
    for (int next = 0; next < 7; next++) {
      double step = (functional ? CADENCES : STEPS)[Math.floorMod(next - degree, 7)];
      odds[next] = weights[next] * step;
    }
    return dice.weighted(odds);
  }

  /** A degree whose chord belongs to the mode: {@code degree} itself, or the tonic. */
  public int settled(int degree) {
    return weights[degree] > 0 ? degree : 0;
  }
}
