package worksound.soak;

import java.util.Locale;

/**
 * Something in the sound that should not be there.
 *
 * @param atSeconds since the first sound
 */
record Deviation(Kind kind, double atSeconds, String words) {

  /** What it is. */
  enum Kind {
    /** Silence for 20 ms or more. */
    GAP,
    /** Another level from one moment to the next. */
    LEVEL_STEP,
    /** The music goes on at another place on the tape, and nothing of the kind was announced. */
    UNANNOUNCED_JUMP,
    /** A repetition or a jump was announced, and the music went on as if it had not been. */
    MISSING_BREAK,
    /** What is heard is nowhere on the tape. */
    OFF_TAPE
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s at %.2f s: %s", kind, atSeconds, words);
  }
}
