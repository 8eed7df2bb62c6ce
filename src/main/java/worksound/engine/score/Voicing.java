package worksound.engine.score;

import java.util.ArrayList;
import java.util.List;

/**
 * Nearest-tone voice leading: every voice moves as little as it can while the chord stays complete and open.
 *
 * <p>The cost is the taxicab distance of Tymoczko, "The Geometry of Musical Chords", Science 313 (2006), plus small
 * penalties for crowding, for missing chord tones and for leaving the register.
 */
final class Voicing {

  /** Where a piece starts from, and where voices gather again that have lost each other. */
  static final List<Integer> OPEN_POSITION = List.of(52, 57, 62, 67);

  private static final int REACH = 7;
  private static final int LOWEST = 48;
  private static final int HIGHEST = 77;

  private final Chord chord;
  private final List<Integer> previous;
  private final double centre;
  private List<Integer> best = List.of();
  private double bestCost = Double.MAX_VALUE;

  private Voicing(List<Integer> previous, Chord chord, double centre) {
    this.previous = previous;
    this.chord = chord;
    this.centre = centre;
  }

  /** Voices for {@code chord}, ascending MIDI notes, led from {@code previous}; {@code centre} is where the register lies. */
  static List<Integer> lead(List<Integer> previous, Chord chord, double centre) {
    Voicing search = new Voicing(previous, chord, centre);
    search.place(new ArrayList<>());
    return search.best.isEmpty() ? lead(OPEN_POSITION, chord, centre) : search.best;
  }

  private void place(List<Integer> placed) {
    int voice = placed.size();
    if (voice == previous.size()) {
      consider(placed);
      return;
    }
    int from = previous.get(voice);
    for (int midi = Math.max(LOWEST, from - REACH); midi <= Math.min(HIGHEST, from + REACH); midi++) {
      boolean above = voice == 0 || midi > placed.get(voice - 1);
      if (above && chord.classes().contains(midi % 12)) {
        placed.add(midi);
        place(placed);
        placed.remove(voice);
      }
    }
  }

  private void consider(List<Integer> voices) {
    double cost = 0;
    double sum = 0;
    for (int i = 0; i < voices.size(); i++) {
      cost += Math.abs(voices.get(i) - previous.get(i));
      sum += voices.get(i);
      cost += i == 0 ? 0 : crowding(voices.get(i - 1), voices.get(i));
    }
    cost += (sum / voices.size() - centre) * (sum / voices.size() - centre);
    cost += 5 * chord.classes().stream().filter(pitch -> voices.stream().noneMatch(midi -> midi % 12 == pitch)).count();
    if (cost < bestCost) {
      bestCost = cost;
      best = List.copyOf(voices);
    }
  }

  private static double crowding(int lower, int upper) {
    int gap = upper - lower;
    double close = gap == 1 ? 6 : gap == 2 ? 1.5 : 0;
    double muddy = lower < 54 && gap < 5 ? 2.5 : 0;
    return close + muddy + (gap > 10 ? gap - 10 : 0);
  }
}
