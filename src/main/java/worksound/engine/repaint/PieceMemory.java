package worksound.engine.repaint;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import worksound.dsp.Correlation;
import worksound.engine.score.Piece;
import worksound.engine.score.ScoreTime;
import worksound.engine.sound.Sound;

/**
 * What was played lately: HTTP brings only audio back, so this is how a piece is known again when its end returns as context.
 *
 * <p>The context's last seconds are slid over each remembered output; normalised cross-correlation is blind to gain.
 */
public final class PieceMemory {

  private static final int PIECES = 6;
  /** Blocks remembered of each output: its last minute. */
  private static final int BLOCKS = 60 * ScoreTime.RATE / Sound.BLOCK;
  /** Blocks compared: three seconds. */
  private static final int TEMPLATE = 3 * ScoreTime.RATE / Sound.BLOCK;
  private static final double ALIKE = 0.6;
  private static final double CERTAIN = 0.995;

  private final Deque<Entry> entries = new ArrayDeque<>();

  /**
   * A place in a piece.
   *
   * @param piece what was played
   * @param time  score time at which the context ends
   */
  record Place(Piece piece, long time) {
  }

  private record Entry(Piece piece, long end, float[] values) {
  }

  private record Match(double correlation, Place place) {
  }

  /** What follows silence: a new piece. */
  public Continuation begin(PromptAndSeed direction) {
    return new NewPiece(direction);
  }

  /** What follows {@code context}, blended with its last {@code lead} samples: the piece that it is known as, or one in its key. */
  public Continuation goOn(Context context, PromptAndSeed direction, int lead) {
    if (context.isSilent()) {
      return begin(direction);
    }
    int blended = Math.min(lead, context.left.length);
    Optional<Continuation> recalled = find(context.fingerprint).flatMap(place -> KnownPieceContinuation.at(place, context, direction, blended));
    return recalled.orElseGet(() -> new ForeignAudioContinuation(context, direction));
  }

  /** Keeps {@code music}, the end of whose output, as far as it has been played, sounded like {@code fingerprint}. */
  public void keep(Continuation music, AudioFingerprint fingerprint) {
    long oldest = music.time() - ScoreTime.samples(60 + 2 * KnownPieceContinuation.SETTLE_SECONDS);
    Piece piece = music.piece().remembered(music.written(), oldest);
    entries.addFirst(new Entry(piece, music.time() - fingerprint.unfinished(), fingerprint.newest(BLOCKS)));
    if (entries.size() > PIECES) {
      entries.removeLast();
    }
  }

  /** Where a context that sounds like {@code context} ends, to about a block; whether it truly does is for the ear to verify. */
  private Optional<Place> find(AudioFingerprint context) {
    float[] template = context.newest(TEMPLATE);
    Match best = null;
    for (Entry entry : entries) {
      Match match = best(entry, template);
      if (match != null && match.correlation > CERTAIN) {
        return Optional.of(match.place);
      }
      if (match != null && (best == null || match.correlation > best.correlation)) {
        best = match;
      }
    }
    return Optional.ofNullable(best).filter(match -> match.correlation > ALIKE).map(Match::place);
  }

  /** Looks from the end backwards, as the end is what usually comes back. */
  private static Match best(Entry entry, float[] template) {
    Match best = null;
    for (int at = entry.values.length - template.length; at >= 0; at--) {
      Correlation window = new Correlation();
      window.add(entry.values, at, template, 0, template.length);
      double correlation = window.correlation();
      if (best == null || correlation > best.correlation) {
        long blocksToEnd = entry.values.length - template.length - at;
        best = new Match(correlation, new Place(entry.piece, entry.end - blocksToEnd * Sound.BLOCK));
      }
      if (correlation > CERTAIN) {
        return best;
      }
    }
    return best;
  }
}
