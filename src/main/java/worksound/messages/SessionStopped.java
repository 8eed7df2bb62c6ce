package worksound.messages;

import java.time.Instant;

/**
 * The loop ended because someone asked.
 */
@Wire
public record SessionStopped(String sessionId, Instant at) implements Event {
}
