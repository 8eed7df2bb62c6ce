package worksound.messages;

import java.time.Instant;

/**
 * Generation goes on after a pause.
 *
 * @param segmentIndex what is made next
 */
@Wire
public record GenerationResumed(String sessionId, int segmentIndex, Instant at) implements Event {
}
