package worksound.messages;

import java.time.Instant;

/**
 * Nothing more is made for the time being.
 *
 * @param segmentIndex what would be made next
 * @param reason       no-listener
 * @param idleSeconds  how long nobody has listened
 */
@Wire
public record GenerationPaused(String sessionId, int segmentIndex, String reason, double idleSeconds, Instant at) implements Event {
}
