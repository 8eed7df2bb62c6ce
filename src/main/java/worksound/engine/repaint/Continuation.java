package worksound.engine.repaint;

import java.util.List;
import worksound.engine.mix.Mixer;
import worksound.engine.mix.Performance;
import worksound.engine.score.Phrase;
import worksound.engine.score.Piece;

/** Music that goes on from a context: what is heard from just before the context's end on. */
public abstract class Continuation {

  private final Piece piece;
  private final Mixer mixer;
  private final Performance performance;

  /**
   * Has a piece played.
   *
   * @param settling score time from which its notes are played, so that those that ring at {@code start} do
   * @param start    score time at which it is first heard
   * @param seed     decides what is new
   */
  Continuation(Piece piece, long settling, long start, long seed) {
    this.piece = piece;
    this.mixer = new Mixer(piece, settling, seed);
    this.performance = new Performance(mixer, start);
  }

  /** Factor on the context, one for the whole clip. */
  public abstract float gain();

  /** Samples before the context's end from which {@link #read} plays; the two are blended there. */
  public int lead() {
    return 0;
  }

  /** Plays the next {@code count} samples to the start of the arrays. */
  public void read(float[] left, float[] right, int count) {
    play(left, right, 0, count);
  }

  /** Score time of the next sample. */
  public long time() {
    return performance.time();
  }

  public Piece piece() {
    return piece;
  }

  /** Phrases of the piece that were written for this. */
  public List<Phrase> written() {
    return mixer.written();
  }

  /** Plays the next {@code count} samples of the piece to position {@code at} of the arrays. */
  final void play(float[] left, float[] right, int at, int count) {
    performance.read(left, right, at, count);
  }
}
