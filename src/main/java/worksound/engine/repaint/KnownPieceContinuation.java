package worksound.engine.repaint;

import java.util.Optional;
import worksound.engine.score.ScoreTime;
import worksound.engine.sound.Sound;

/**
 * The continuation of a piece that is remembered: the same score is played again from well before the context's end, so that
 * chords, beats, ringing notes and the hall are where they were, to the sample.
 */
final class KnownPieceContinuation extends Continuation {

  /** After this long nothing of what was before can be heard any more. */
  static final double SETTLE_SECONDS = 16;

  /** How far off the remembered place may be, in samples. */
  private static final int SLACK = Sound.BLOCK;
  private static final double COMPARED_SECONDS = 1;
  private static final double SAME = 0.9;
  private static final double CERTAIN = 0.99;
  /** Levels that differ less are the same but for rounding. */
  private static final double EXACT = 0.005;

  private final Alignment alignment;
  private final int lead;
  /** What was played just before the context's end. */
  private final float[] left;
  private final float[] right;
  /** Samples of it that are still to be read. */
  private int buffered;

  private KnownPieceContinuation(PieceMemory.Place place, Context context, PromptAndSeed direction, int length, int lead) {
    super(direction.apply(place.piece(), place.time()), place.time() - length - ScoreTime.samples(SETTLE_SECONDS),
      place.time() - length, direction.seed());
    this.lead = lead;
    left = new float[length];
    right = new float[length];
    play(left, right, 0, length);
    alignment = Alignment.of(left, context);
    buffered = lead;
  }

  /** The continuation at {@code place}, or nothing when the context is not what was played there. */
  static Optional<KnownPieceContinuation> at(PieceMemory.Place place, Context context, PromptAndSeed direction, int lead) {
    int length = (int) Math.min(context.left.length, Math.min(ScoreTime.samples(COMPARED_SECONDS), place.time()));
    if (length < lead) {
      return Optional.empty();
    }
    KnownPieceContinuation there = new KnownPieceContinuation(place, context, direction, length, lead);
    if (there.alignment.correlation() > CERTAIN) {
      return Optional.of(there);
    }
    int lag = Alignment.search(place, context, length, SLACK).lag();
    PieceMemory.Place moved = new PieceMemory.Place(place.piece(), place.time() + lag);
    return Optional.of(lag == 0 ? there : new KnownPieceContinuation(moved, context, direction, length, lead))
      .filter(found -> found.alignment.correlation() > SAME);
  }

  @Override
  public float gain() {
    double level = alignment.level();
    return Math.abs(level - 1) < EXACT ? 1 : (float) (1 / level);
  }

  @Override
  public int lead() {
    return lead;
  }

  @Override
  public void read(float[] left, float[] right, int count) {
    int portion = Math.min(buffered, count);
    System.arraycopy(this.left, this.left.length - buffered, left, 0, portion);
    System.arraycopy(this.right, this.right.length - buffered, right, 0, portion);
    buffered -= portion;
    play(left, right, portion, count - portion);
  }

  @Override
  public long time() {
    return super.time() - buffered;
  }
}
