package worksound.stream.mix;

import java.io.IOException;
import worksound.messages.Segment;

/** One slot of the plan as sound: a segment's samples with its gain and its fades. */
final class Voice {

  /** The ramp at the end of music that has no successor. */
  private static final long TAIL = Frames.of(0.02);

  final Segment segment;
  final SegmentSource source;
  final Slot slot;
  private final SegmentGain gain;
  private final Crossfade fadeIn;
  private Crossfade fadeOut;
  private long fadeOutAt;

  /** @param fadeIn from {@code slot.enterAt} to {@code slot.fadedInAt} */
  Voice(Segment segment, SegmentSource source, Slot slot, SegmentGain gain, Crossfade fadeIn) {
    this.segment = segment;
    this.source = source;
    this.slot = slot;
    this.gain = gain;
    this.fadeIn = fadeIn;
    playToEnd();
  }

  /** Lets it sound to its end, also when a successor was to take over. */
  void playToEnd() {
    fadeOut(slot.endsAt() - TAIL, new Crossfade(TAIL, 1));
  }

  /** Fades it out under its successor. */
  void fadeOut(long at, Crossfade fade) {
    fadeOutAt = at;
    fadeOut = fade;
  }

  /** When it has faded out. */
  long stopAt() {
    return fadeOutAt + fadeOut.frames();
  }

  /**
   * Adds what it has of a block.
   *
   * @param scratch room for the samples of the block
   */
  void addTo(float[] block, long head, int frames, float[] scratch) throws IOException {
    long from = Math.max(head, slot.enterAt());
    int count = (int) (Math.min(head + frames, Math.min(stopAt(), slot.endsAt())) - from);
    if (count <= 0) {
      return;
    }
    source.read(from - slot.zeroAt(), count, scratch);
    int to = 2 * (int) (from - head);
    for (int i = 0; i < count; i++) {
      float factor = gain.at(from + i - slot.zeroAt()) * fadeIn.in(from + i - slot.enterAt()) * fadeOut.out(from + i - fadeOutAt);
      block[to + 2 * i] += scratch[2 * i] * factor;
      block[to + 2 * i + 1] += scratch[2 * i + 1] * factor;
    }
  }
}
