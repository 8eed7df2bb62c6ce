package worksound.engine.score;

import worksound.engine.style.SeededRandom;

/**
 * Where a phrase lies in the long line of its piece: phrases swell and sink, and over minutes density, register and harmony rise
 * and fall in arcs of their own, so that no quarter of an hour is like another and nothing ever jumps.
 *
 * @param piece    key from which the arcs of the piece follow
 * @param from     loudness at the first beat, in dB against the piece's own
 * @param to       loudness at the last, likewise
 * @param density  what is added to the density of the style
 * @param register semitones that the voices are higher
 * @param colour   what is added to the liking for sevenths and ninths
 */
record Movement(long piece, double from, double to, double density, double register, double colour) {

  /** Shortest and longest arc, in seconds. */
  private static final double SHORTEST = 180;
  private static final double LONGEST = 480;
  /** Loudness that the four phrases of a cycle arrive at, in dB. */
  private static final double[] SWELL = {-3.9, 0.4, 4.7, -0.4};
  private static final double CHANCE_DB = 0.5;
  private static final double ARC_DB = 0.5;

  /** At the beginning of a piece, which begins at {@code loudness}, nothing has moved yet. */
  static Movement begin(long piece, double loudness) {
    return new Movement(piece, loudness, 0, 0, 0, 0);
  }

  /** The movement of the phrase that begins {@code seconds} into the score at {@code loudness}, at {@code position} of its cycle. */
  Movement next(double seconds, double loudness, int position, SeededRandom dice) {
    double goal = SWELL[position] + ARC_DB * arc(0, seconds) + dice.between(-CHANCE_DB, CHANCE_DB);
    return new Movement(piece, loudness, goal, 0.35 * arc(1, seconds), 3 * arc(2, seconds), 0.55 * arc(3, seconds));
  }

  /** A slow wave from −1 to 1 that begins in the middle; each {@code kind} has a length and a direction of its own in each piece. */
  private double arc(int kind, double seconds) {
    SeededRandom dice = SeededRandom.of(piece, 21, kind);
    double length = dice.between(SHORTEST, LONGEST);
    return (dice.chance(0.5) ? 1 : -1) * Math.sin(2 * Math.PI * seconds / length);
  }

  /** Loudness in dB when {@code part} (0…1) of the phrase is over. */
  double loudness(double part) {
    double x = Math.max(0, Math.min(1, part));
    return from + (to - from) * x * x * (3 - 2 * x);
  }
}
