package worksound.messages;

import java.time.Instant;

/**
 * The last byte of a segment has left for a page.
 *
 * @param bytes   bytes of this answer's body
 * @param seconds time the answer took
 */
@Wire
public record SegmentDelivered(String sessionId, int index, long bytes, double seconds, Instant at) implements Event {
}
