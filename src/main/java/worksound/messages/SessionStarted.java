package worksound.messages;

import java.time.Instant;

/**
 * The loop runs.
 *
 * @param prompt  the prompt in force
 * @param resumed whether it goes on with a session that had failed or that an earlier process kept
 * @param segment the newest segment of a session that an earlier process kept, else null
 */
@Wire
public record SessionStarted(String sessionId, String prompt, boolean resumed, Segment segment, Instant at) implements Event {
}
