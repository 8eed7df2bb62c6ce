package worksound.engine.score;

import java.util.ArrayList;
import java.util.List;

/** The phrases of a piece in order: those already written, then new ones without end. */
public final class Score {

  private final List<Phrase> phrases;
  private final long seed;
  private int next;

  /**
   * Opens the score of a piece.
   *
   * @param time score time to read from: at the last phrase that starts no later, or at the first there is
   * @param seed decides what is still unwritten
   */
  public Score(Piece piece, long time, long seed) {
    this.phrases = new ArrayList<>(piece.phrases());
    this.seed = seed;
    while (next + 1 < phrases.size() && phrases.get(next + 1).start() <= time) {
      next++;
    }
  }

  /** The phrase to be played next. */
  public Phrase peek() {
    if (next == phrases.size()) {
      phrases.add(Composer.next(phrases.get(next - 1), seed));
    }
    return phrases.get(next);
  }

  public Phrase read() {
    Phrase phrase = peek();
    next++;
    return phrase;
  }

  /** Everything written so far. */
  public List<Phrase> written() {
    return List.copyOf(phrases);
  }
}
