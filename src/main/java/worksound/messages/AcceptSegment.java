package worksound.messages;

/**
 * A downloaded WAV lies in {@link SegmentFiles#part}: examine it and make it playable.
 *
 * @param sourceIndex the segment it was in-painted from, null for the first
 * @param prompt      the prompt it was made with
 */
@Wire
public record AcceptSegment(String sessionId, int index, Integer sourceIndex, String prompt) {
}
