package worksound.messages;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A WAV is not fit to be heard.
 *
 * @param reason  what is wrong with it, with figures
 * @param figures what was measured, by name with its unit; empty when the file cannot be read
 */
@Wire
public record SegmentRejected(String sessionId, int index, String reason, Map<String, Double> figures, Instant at)
  implements Event {

  public SegmentRejected {
    figures = figures == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }
}
