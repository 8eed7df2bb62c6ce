package worksound.engine.score;

import java.util.ArrayList;
import java.util.List;
import worksound.engine.style.Style;

/**
 * A piece of music that never ends, as far as it is written.
 *
 * @param seed    of everything that the prompt leaves open
 * @param prompt  words it was asked for with, before the first of {@code morphs}
 * @param style   style of those words
 * @param morphs  later changes of style, oldest first
 * @param phrases score from some point on
 */
public record Piece(long seed, String prompt, Style style, List<StyleTransition> morphs, List<Phrase> phrases) {

  private static final double MORPH_SECONDS = 7;
  private static final double LEAD_SECONDS = 1;

  public Piece {
    morphs = List.copyOf(morphs);
    phrases = List.copyOf(phrases);
  }

  /** A new piece whose first beat is at score time 0. */
  public static Piece begin(long seed, String prompt, Style style) {
    return new Piece(seed, prompt, style, List.of(), List.of(Composer.first(style, seed, 0)));
  }

  /** What it sounds like at score time {@code time}. */
  public Style styleAt(long time) {
    Style current = style;
    for (StyleTransition morph : morphs) {
      if (time > morph.start()) {
        current = morph.isOver(time) ? morph.goal() : current.towards(morph.goal(), morph.part(time));
      }
    }
    return current;
  }

  /** Where it is going. */
  public Style goal() {
    return morphs.isEmpty() ? style : morphs.get(morphs.size() - 1).goal();
  }

  /** The words for where it is going. */
  public String lastPrompt() {
    return morphs.isEmpty() ? prompt : morphs.get(morphs.size() - 1).prompt();
  }

  /** This piece as it was at score time {@code time}: what was decided for later is forgotten. */
  public Piece until(long time) {
    List<Phrase> begun = new ArrayList<>(phrases);
    begun.removeIf(phrase -> phrase.start() > time);
    begun.add(begun.remove(begun.size() - 1).uncut());
    return new Piece(seed, prompt, style, morphs.stream().filter(morph -> morph.start() < time).toList(), begun);
  }

  /**
   * This piece, turning to another style from score time {@code time} on: levels and colours cross over at once and slowly,
   * tempo and harmony change at the next bar line that leaves the ear a second.
   */
  public Piece turnTo(Style goal, String prompt, long time, long seed) {
    List<Phrase> kept = new ArrayList<>(until(time).phrases());
    Phrase last = kept.get(kept.size() - 1);
    double earliest = time + ScoreTime.samples(LEAD_SECONDS);
    while (last.end() < earliest) {
      last = Composer.next(last, seed);
      kept.add(last);
    }
    int beats = last.beats();
    while (beats > 4 && last.at(beats - 4) >= earliest) {
      beats -= 4;
    }
    last = last.cutTo(beats);
    kept.set(kept.size() - 1, last);
    kept.add(Composer.turn(last, goal, seed));
    List<StyleTransition> changes = new ArrayList<>(morphs);
    changes.add(new StyleTransition(time, ScoreTime.samples(MORPH_SECONDS), prompt, goal));
    return new Piece(this.seed, this.prompt, style, changes, kept);
  }

  /** This piece with {@code phrases} as its score, without what is over before {@code time}. */
  public Piece remembered(List<Phrase> phrases, long time) {
    Style current = style;
    String words = prompt;
    List<StyleTransition> ahead = new ArrayList<>(morphs);
    while (!ahead.isEmpty() && ahead.get(0).isOver(time)) {
      StyleTransition over = ahead.remove(0);
      current = over.goal();
      words = over.prompt();
    }
    List<Phrase> recent = phrases.stream().filter(phrase -> phrase.end() > time).toList();
    return new Piece(seed, words, current, ahead, recent);
  }
}
