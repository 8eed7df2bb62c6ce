package worksound.page;

import java.util.function.IntToLongFunction;

/**
 * How a {@link ScriptedServer} behaves.
 *
 * @param segmentSeconds   length of every segment
 * @param overlapSeconds   what it shares with the one before
 * @param crossfadeSeconds what the page is told to fade over
 * @param generationMillis how long segment N takes from its request to playable; negative: for ever
 * @param link             how fast segments are sent
 */
record Script(double segmentSeconds, double overlapSeconds, double crossfadeSeconds, IntToLongFunction generationMillis, Link link) {

  /** A download is sent in this many pieces. */
  static final int PIECES = 20;

  /** How long the server waits after sending a piece of a segment. */
  @FunctionalInterface
  interface Link {
    long pauseMillis(int index, int piece);
  }

  private static final int PIECE_FRAMES = 1_000 * Tape.RATE;

  /** @param downloadMillis how long the server takes to send segment N */
  Script(double segmentSeconds, double overlapSeconds, double crossfadeSeconds, IntToLongFunction generationMillis,
         IntToLongFunction downloadMillis) {
    this(segmentSeconds, overlapSeconds, crossfadeSeconds, generationMillis,
      (Link) (index, piece) -> downloadMillis.applyAsLong(index) / PIECES);
  }

  /** Short segments, ready and downloaded at once. */
  static Script quick() {
    return new Script(4, 1.5, 0.7, index -> 150, index -> 0);
  }

  Script generating(IntToLongFunction millis) {
    return new Script(segmentSeconds, overlapSeconds, crossfadeSeconds, millis, link);
  }

  Script downloading(IntToLongFunction millis) {
    return new Script(segmentSeconds, overlapSeconds, crossfadeSeconds, generationMillis, millis);
  }

  /** The same over another link. */
  Script over(Link other) {
    return new Script(segmentSeconds, overlapSeconds, crossfadeSeconds, generationMillis, other);
  }

  int segmentFrames() {
    return (int) Math.round(segmentSeconds * Tape.RATE);
  }

  int strideFrames() {
    return (int) Math.round((segmentSeconds - overlapSeconds) * Tape.RATE);
  }

  int overlapFrames() {
    return segmentFrames() - strideFrames();
  }

  /** How long the page takes to fade from a segment's end into its repetition. */
  int loopFadeFrames() {
    return (int) Math.round(Math.min(2, overlapSeconds / 4) * Tape.RATE);
  }

  /** Segment N, cut from the tape. @param pieces new pieces that have begun with it or before it */
  byte[] wav(int index, int pieces) {
    return Tape.wav(tapeFrame(index, pieces), segmentFrames());
  }

  /** Where on the tape segment N begins. A new piece is elsewhere on it. */
  long tapeFrame(int index, int pieces) {
    return (long) index * strideFrames() + (long) pieces * PIECE_FRAMES;
  }
}
