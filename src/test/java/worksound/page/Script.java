package worksound.page;

import java.util.function.IntToLongFunction;

/**
 * How a {@link ScriptedServer} behaves.
 *
 * @param segmentSeconds   length of every segment
 * @param overlapSeconds   what it shares with the one before
 * @param crossfadeSeconds what the page is told to fade over
 * @param generationMillis how long segment N takes from its request to playable; negative: for ever
 * @param downloadMillis   how long the server takes to send segment N
 */
record Script(double segmentSeconds, double overlapSeconds, double crossfadeSeconds, IntToLongFunction generationMillis,
              IntToLongFunction downloadMillis) {

  /** Short segments, ready and downloaded at once. */
  static Script quick() {
    return new Script(4, 1.5, 0.7, index -> 150, index -> 0);
  }

  Script generating(IntToLongFunction millis) {
    return new Script(segmentSeconds, overlapSeconds, crossfadeSeconds, millis, downloadMillis);
  }

  Script downloading(IntToLongFunction millis) {
    return new Script(segmentSeconds, overlapSeconds, crossfadeSeconds, generationMillis, millis);
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

  /** Segment N, cut from the tape. */
  byte[] wav(int index) {
    return Tape.wav((long) index * strideFrames(), segmentFrames());
  }
}
