package worksound.messages;

import java.time.Instant;

/**
 * The loop runs.
 *
 * @param resumed whether it goes on with a session that had failed
 */
@Wire
public record SessionStarted(String sessionId, String prompt, boolean resumed, Instant at) implements Event {
}
