package worksound.messages;

import worksound.bus.Wire;
import worksound.messages.Measurements.Seam;

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
 */
@Wire
public record Segment(int index, Integer sourceIndex, String prompt, double seconds, double overlapSeconds, Join join,
                      int sampleRate, long bytes, String etag, Seam seam, double gainDb, double gainEndDb, Double loudnessLufs) {

  /** How a segment is joined to the one before it. */
  public enum Join {
    /** It begins with the end of the segment before it and is joined within that. */
    overlap,
    /** It shares nothing with the segment before it, and is faded to as soon as it is there. */
    crossfade
  }
}
