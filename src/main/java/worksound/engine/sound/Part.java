package worksound.engine.sound;

import worksound.engine.score.Note;
import worksound.engine.score.Phrase;

/** One player of the band. */
public interface Part {

  /** A new phrase begins within the coming block. */
  default void begin(Phrase phrase) {
  }

  /** Nobody can hear this player in the phrase that begins at score time {@code time}. */
  default void rest(long time) {
  }

  /** Starts a note within the coming block, {@code offset} samples after its start. */
  default void play(Note note, int offset) {
  }

  /**
   * Adds the next {@link Sound#BLOCK} samples to {@code left} and {@code right}.
   *
   * @param time score time of the first of them, a multiple of the block length
   * @return whether there was anything to hear
   */
  boolean render(long time, float[] left, float[] right);
}
