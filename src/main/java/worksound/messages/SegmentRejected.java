package worksound.messages;

import java.time.Instant;

/**
 * A WAV is not fit to be heard.
 *
 * @param reason what is wrong with it, with figures
 */
@Wire
public record SegmentRejected(String sessionId, int index, String reason, Instant at) implements Event {
}
