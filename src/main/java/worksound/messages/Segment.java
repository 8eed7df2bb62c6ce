package worksound.messages;

import java.util.List;
import worksound.bus.Wire;
import worksound.messages.Measurements.Seam;
import worksound.messages.Snapshot.Explanation;

/**
 * A playable piece of music.
 *
 * <p>Gain over the segment's time t, in dB: {@code gainDb} up to t = {@code overlapSeconds}, from there in a straight line to
 * {@code gainEndDb} at t = {@code seconds} less the overlap with the next segment, and {@code gainEndDb} from there to the end.
 * A segment's start is as loud as the end of its source, so that in the overlap both sound alike and the gain never steps.
 *
 * @param sourceIndex    the segment it was in-painted from, null when it was made from the prompt alone
 * @param prompt         the prompt it was made with
 * @param overlapSeconds music at its start that is also the end of its source
 * @param join           how it is joined to the segment before it, null for the first
 * @param sampleRate     in Hz
 * @param bytes          size of the WAV
 * @param etag           quoted entity tag
 * @param seam           null for the first segment
 * @param gainDb         gain for playback where it begins
 * @param gainEndDb      gain for playback where it ends
 * @param loudnessLufs   integrated loudness before the gain (ITU-R BS.1770), null when there is nothing to hear
 * @param takes          how often it was made, null when its boundary could not be measured
 */
@Wire
public record Segment(int index, Integer sourceIndex, String prompt, double seconds, double overlapSeconds, Join join,
                      int sampleRate, long bytes, String etag, Seam seam, double gainDb, double gainEndDb, Double loudnessLufs, Takes takes) {

  /** How a segment is joined to the one before it. */
  public enum Join {
    /** It begins with the end of the segment before it and is joined within that. */
    overlap,
    /** It shares nothing with the segment before it, and is faded to as soon as it is there. */
    crossfade
  }

  /** The same after another take that is not used. */
  public Segment with(Takes more) {
    return new Segment(index, sourceIndex, prompt, seconds, overlapSeconds, join, sampleRate, bytes, etag, seam, gainDb, gainEndDb,
      loudnessLufs, more);
  }

  /**
   * How often a segment was made, and which of these takes is heard.
   *
   * @param scores boundary score of each take in the order in which they were made, those that were refused too, in bits of surprise
   * @param chosen the take that is heard, 1 is the first
   * @param why    why that one, to be worded by a page: first-take, smoothest-take or best-refused-take
   */
  @Wire
  public record Takes(List<Double> scores, int chosen, Explanation why) {

    public Takes {
      scores = List.copyOf(scores);
    }

    /** How many were made. */
    public int made() {
      return scores.size();
    }

    /** Boundary score of the take that is heard. */
    public double score() {
      return scores.get(chosen - 1);
    }
  }
}
