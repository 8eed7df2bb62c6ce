package worksound.messages;

import java.time.Instant;

/**
 * Another server generates from here on; it goes on with the same segment.
 *
 * @param from   the server before, scheme, host and port
 * @param to     the server from now on
 * @param code   why, as a problem's code, or server-is-back
 * @param reason why, in words for a person
 */
@Wire
public record GenerationMoved(String sessionId, int segmentIndex, String from, String to, String code, String reason, Instant at) implements Event {
}
