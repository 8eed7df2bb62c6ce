package worksound.messages;

import java.time.Instant;

/**
 * An earlier process left a session that can be taken up again.
 *
 * @param prompt       the prompt that was in force
 * @param segmentIndex its newest segment
 */
@Wire
public record SessionKept(String sessionId, String prompt, int segmentIndex, Instant at) implements Event {
}
