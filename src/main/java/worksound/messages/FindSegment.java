package worksound.messages;

/**
 * Which file is this segment?
 *
 * @param sessionId the session it belongs to, null for the one that there is
 * @param index     the segment, null for the newest
 * @param taking    whether it is sent to a page now, so that it must stay as it is
 */
@Wire
public record FindSegment(String sessionId, Integer index, boolean taking) {
}
