package worksound.messages;

/**
 * A downloaded WAV lies in {@link SegmentFiles#part}: examine it and make it playable.
 *
 * @param sourceIndex the segment it was in-painted from, null for the first
 * @param prompt      the prompt it was made with
 * @param lastResort  whether this is the last attempt: when it fails the quality gate too, the best attempt at this segment so far
 *                    is used
 */
@Wire
public record AcceptSegment(String sessionId, int index, Integer sourceIndex, String prompt, boolean lastResort) {
}
