package worksound.stream.mix;

/**
 * A segment that is ready to be joined; lengths in frames.
 *
 * @param index   segment index
 * @param frames  its length
 * @param overlap what it shares with the segment before it
 * @param lag     by how much it came back late against its source, negative when early
 */
public record Candidate(int index, long frames, long overlap, long lag) {
}
