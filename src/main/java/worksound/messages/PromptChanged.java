package worksound.messages;

import java.time.Instant;

/**
 * Another prompt is in force from a segment on.
 */
@Wire
public record PromptChanged(String sessionId, String prompt, int appliesFromSegment, Instant at) implements Event {
}
