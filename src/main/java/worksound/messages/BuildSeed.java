package worksound.messages;

/**
 * Build the seed for a segment from the one before it, in {@link SegmentFiles#seed}.
 *
 * @param index the segment that the seed is for, 1 or more
 */
@Wire
public record BuildSeed(String sessionId, int index) {
}
