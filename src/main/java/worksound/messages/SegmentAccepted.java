package worksound.messages;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A segment is playable.
 *
 * @param examinationSeconds time that examining it took
 * @param warning            what is wrong with it although it is used, null when nothing is
 * @param figures            what was measured, by name with its unit
 */
@Wire
public record SegmentAccepted(String sessionId, Segment segment, double examinationSeconds, String warning,
                              Map<String, Double> figures, Instant at) implements Event {

  public SegmentAccepted {
    figures = figures == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }

  /** A segment about which there is nothing more to say. */
  public SegmentAccepted(String sessionId, Segment segment, double examinationSeconds, Instant at) {
    this(sessionId, segment, examinationSeconds, null, Map.of(), at);
  }
}
