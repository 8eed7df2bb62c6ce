package worksound.messages;

import java.time.Instant;

/**
 * A segment is playable.
 *
 * @param examinationSeconds time that examining it took
 * @param warning            what is wrong with it although it is used, null when nothing is
 * @param figures            what was measured
 */
@Wire
public record SegmentAccepted(String sessionId, Segment segment, double examinationSeconds, String warning,
                              Figures figures, Instant at) implements Event {
}
