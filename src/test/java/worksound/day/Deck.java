package worksound.day;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Deals every kind of a trouble once in a while, in an order that a seed shuffles, beside what chance draws; counts both. */
final class Deck {

  private final Enum<?>[] kinds;
  private final int every;
  private final Random dice;
  private final Deque<Integer> cards = new ArrayDeque<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private int sinceDealt;

  /**
   * A deck.
   *
   * @param kinds the first of them is that nothing happens, and is not dealt
   * @param every so many times one is dealt, or at the first time after that at which chance wants nothing
   */
  Deck(Enum<?>[] kinds, int every, SplittableRandom dice) {
    this.kinds = kinds;
    this.every = every;
    this.dice = new Random(dice.nextLong());
  }

  /** What happens now. @param drawn what chance wants, 0 for nothing */
  int next(int drawn) {
    boolean deals = ++sinceDealt >= every && drawn == 0;
    sinceDealt = deals ? 0 : sinceDealt;
    int kind = deals ? deal() : drawn;
    if (kind > 0) {
      counts.merge(kinds[kind].name(), 1, Integer::sum);
    }
    return kind;
  }

  private int deal() {
    if (cards.isEmpty()) {
      List<Integer> shuffled = new ArrayList<>();
      for (int kind = 1; kind < kinds.length; kind++) {
        shuffled.add(kind);
      }
      Collections.shuffle(shuffled, dice);
      cards.addAll(shuffled);
    }
    return cards.pop();
  }

  /** The kinds that have not come. */
  List<String> missing() {
    return Arrays.stream(kinds).skip(1).map(Enum::name).filter(name -> !counts.containsKey(name)).toList();
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
