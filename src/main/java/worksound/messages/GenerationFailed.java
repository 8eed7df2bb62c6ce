package worksound.messages;

import java.time.Instant;

/**
 * An attempt failed.
 *
 * @param taskId         null when nothing was submitted
 * @param code           stable code
 * @param message        words for a person
 * @param retryInSeconds when the next attempt begins, null when there is none
 */
@Wire
public record GenerationFailed(String sessionId, int segmentIndex, int attempt, String taskId, String code, String message,
                               Double retryInSeconds, Instant at) implements Event {
}
