package worksound.messages;

import java.time.Instant;

/** The file of a segment that was asked for is gone, and nobody here has deleted it. */
@Wire
public record SegmentLost(String sessionId, int index, Instant at) implements Event {
}
