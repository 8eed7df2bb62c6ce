package worksound.engine.repaint;

import worksound.engine.mix.Mastering;
import worksound.engine.prompt.PromptReader;
import worksound.engine.score.Piece;
import worksound.engine.style.Style;

/**
 * What a piece is to become.
 *
 * @param prompt words of the request, with tempo and key where they came as fields of their own
 * @param seed   decides what is new from here on
 */
public record PromptAndSeed(String prompt, long seed) {

  /** A piece from nothing. */
  Piece begin() {
    return Piece.begin(seed, prompt, style(seed));
  }

  /** {@code piece}, told at score time {@code time} where to go; with the words it already has it simply goes on. */
  Piece apply(Piece piece, long time) {
    Piece known = piece.until(time);
    if (known.lastPrompt().equals(prompt)) {
      return known;
    }
    Style style = style(piece.seed());
    return style.equals(known.goal()) ? known : known.turnTo(style, prompt, time, seed);
  }

  /** The style of the words; what they leave open is decided by {@code seed}. */
  Style style(long seed) {
    return Mastering.master(PromptReader.read(prompt, seed), seed);
  }
}
