package worksound.stream.mix;

import worksound.messages.Segment;

/**
 * A segment's gain over its length, see {@link Segment}: over what it shares with its neighbours the gain stands still, so that both sides of
 * a seam are equally loud; in between it moves in a straight line in dB.
 */
final class SegmentGain {

  private static final double NEPERS_PER_DB = Math.log(10) / 20;

  private final double startDb;
  private final double endDb;
  private final long rampFrom;
  private final long rampTo;
  private final float start;
  private final float end;

  /** @param nextOverlap frames that it shares with its successor */
  SegmentGain(Segment segment, long frames, long nextOverlap) {
    startDb = segment.gainDb();
    endDb = segment.gainEndDb();
    rampFrom = Frames.of(segment.overlapSeconds());
    rampTo = Math.max(rampFrom, frames - nextOverlap);
    start = factor(startDb);
    end = factor(endDb);
  }

  /** The factor at a frame of the segment. */
  float at(long frame) {
    if (frame <= rampFrom || start == end) {
      return start;
    }
    return frame >= rampTo ? end : factor(startDb + (endDb - startDb) * (frame - rampFrom) / (rampTo - rampFrom));
  }

  private static float factor(double db) {
    return (float) Math.exp(db * NEPERS_PER_DB);
  }
}
