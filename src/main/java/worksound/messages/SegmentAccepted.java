package worksound.messages;

import java.time.Instant;

/**
 * A segment is playable.
 *
 * @param examinationSeconds time that examining it took
 */
@Wire
public record SegmentAccepted(String sessionId, Segment segment, double examinationSeconds, Instant at) implements Event {
}
