package worksound.messages;

import java.time.Instant;

/**
 * A WAV is not fit to be heard.
 *
 * @param reason  what is wrong with it, with figures
 * @param figures what was measured, null when the file cannot be read
 */
@Wire
public record SegmentRejected(String sessionId, int index, String reason, Figures figures, Instant at)
  implements Event {
}
