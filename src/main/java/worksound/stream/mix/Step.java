package worksound.stream.mix;

/**
 * How the music goes on; times in frames of the stream.
 *
 * @param from       what it fades out
 * @param slot       what it fades in
 * @param fadeAt     when the fade begins
 * @param fadeFrames its length
 * @param gap        silence before it: only when nothing was planned in time
 */
public record Step(Kind kind, Slot from, Slot slot, long fadeAt, long fadeFrames, long gap) {

  /** What is joined to what. */
  public enum Kind {
    /** The next segment joins in phase. */
    CROSSFADE,
    /** The same, out of a repetition. */
    TAKEOVER,
    /** The newest segment is repeated, at an announced break in the music's time. */
    LOOP,
    /** To a segment that does not follow on, or to one that does when a long repetition would hold it back. */
    JUMP,
    /** To a segment that shares no music with the one before it. */
    ANNOUNCED
  }

  Step as(Kind other) {
    return new Step(other, from, slot, fadeAt, fadeFrames, gap);
  }
}
