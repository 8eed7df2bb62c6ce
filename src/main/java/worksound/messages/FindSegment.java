package worksound.messages;

/**
 * Which file is this segment?
 *
 * @param index the segment, null for the newest
 */
@Wire
public record FindSegment(Integer index) {
}
