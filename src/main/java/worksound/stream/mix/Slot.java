package worksound.stream.mix;

/**
 * One pass through a segment's music; every time is a frame of the stream.
 *
 * @param index     segment index
 * @param pass      0: the segment's own run; 1, 2, …: its repetitions while the next one is late
 * @param zeroAt    when its frame 0 sounds, or would have sounded
 * @param enterAt   when it is first heard
 * @param fadedInAt when it has faded in
 * @param endsAt    when its last frame has sounded
 */
public record Slot(int index, int pass, long zeroAt, long enterAt, long fadedInAt, long endsAt) {

  static Slot of(int index, int pass, long frames, long zeroAt, long enterAt, long fadeInFrames) {
    return new Slot(index, pass, zeroAt, enterAt, enterAt + fadeInFrames, zeroAt + frames);
  }

  long frames() {
    return endsAt - zeroAt;
  }
}
