package worksound.engine.repaint;

import java.util.List;
import worksound.engine.score.Phrase;
import worksound.engine.score.Piece;

/** Music that goes on from a context: what is heard from just before the context's end on. */
public interface Continuation {

  /** Factor on the context, one for the whole clip. */
  float gain();

  /** Samples before the context's end from which {@link #read} plays; the two are blended there. */
  int lead();

  /** Plays the next {@code count} samples to the start of the arrays. */
  void read(float[] left, float[] right, int count);

  /** Score time of the next sample. */
  long time();

  Piece piece();

  List<Phrase> written();
}
