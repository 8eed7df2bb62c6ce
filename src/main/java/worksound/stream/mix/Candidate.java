package worksound.stream.mix;

import worksound.messages.Segment;

/**
 * A segment that is ready to be joined; lengths in frames.
 *
 * @param index   segment index
 * @param frames  its length
 * @param overlap what it shares with the segment before it
 * @param lag     by how much it came back late against its source, negative when early
 * @param apart   whether it shares no music with the segment before it
 */
public record Candidate(int index, long frames, long overlap, long lag, boolean apart) {

  /** @param frames length of the segment at 48 kHz */
  static Candidate of(Segment segment, long frames) {
    long lag = segment.seam() == null ? 0 : Math.round((double) segment.seam().lagSamples() * Frames.PER_SECOND / segment.sampleRate());
    return new Candidate(segment.index(), frames, Frames.of(segment.overlapSeconds()), lag, segment.join() == Segment.Join.crossfade);
  }
}
