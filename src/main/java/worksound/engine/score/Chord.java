package worksound.engine.score;

import java.util.List;
import java.util.stream.IntStream;
import worksound.engine.style.Mode;
import worksound.engine.style.SeededRandom;

/**
 * A chord of a key.
 *
 * @param degree  scale degree of its root, 0 to 6
 * @param root    pitch class of its root, 0 (C) to 11
 * @param classes pitch classes of its upper voices
 */
record Chord(int degree, int root, List<Integer> classes) {

  private static final int[] ADD_NINTH = {0, 2, 4, 8};
  private static final int[] SEVENTH = {0, 2, 4, 6};
  private static final int[] NINTH = {2, 4, 6, 8};
  private static final int[] SUSPENDED = {0, 3, 4, 8};
  private static final int[] SIX_NINE = {0, 2, 5, 8};

  /** The chord on {@code degree}, coloured by {@code dice}; {@code colour} (0…1) is the liking for sevenths and ninths. */
  static Chord on(int degree, int tonic, Mode mode, double colour, SeededRandom dice) {
    int root = mode.semitones(degree);
    boolean wholeToneAbove = mode.semitones(degree + 1) - root == 2;
    boolean perfectFourth = mode.semitones(degree + 3) - root == 5;
    boolean majorSixth = mode.semitones(degree + 5) - root == 9;
    int choice = dice.weighted(wholeToneAbove ? 1.1 - 0.7 * colour : 0, 0.5, wholeToneAbove ? 0.2 + colour : 0,
      wholeToneAbove && perfectFourth ? 0.3 : 0, wholeToneAbove && majorSixth ? 0.25 * colour : 0);
    int[] steps = List.of(ADD_NINTH, SEVENTH, NINTH, SUSPENDED, SIX_NINE).get(choice);
    List<Integer> classes = IntStream.of(steps).map(step -> Math.floorMod(tonic + mode.semitones(degree + step), 12)).boxed().toList();
    return new Chord(degree, Math.floorMod(tonic + root, 12), classes);
  }

  /** Whether {@code midi} belongs to the chord, its root included. */
  boolean contains(int midi) {
    return classes.contains(Math.floorMod(midi, 12)) || Math.floorMod(midi, 12) == root;
  }
}
