package worksound.messages;

import java.time.Instant;

/**
 * A file that is no longer needed was deleted, or could not be.
 *
 * @param kind    segment, raw, seed, part or best
 * @param deleted whether it is gone
 * @param error   why it is not, else null
 */
@Wire
public record SegmentDeleted(String sessionId, int index, String kind, boolean deleted, String error, Instant at) implements Event {
}
