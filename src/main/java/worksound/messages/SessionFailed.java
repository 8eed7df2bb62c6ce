package worksound.messages;

import java.time.Instant;

/**
 * The loop ended because it cannot go on; what resuming needs is kept.
 *
 * @param segmentIndex the segment that could not be made
 * @param code         stable code
 * @param message      words a person can act on
 */
@Wire
public record SessionFailed(String sessionId, int segmentIndex, String code, String message, Instant at) implements Event {
}
