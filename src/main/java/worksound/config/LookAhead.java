package worksound.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * How many accepted segments may wait for the page.
 *
 * @param segments 1 or 2, or 0 for {@code "auto"}: 1, and 2 as soon as the GPU or the link is slow
 */
public record LookAhead(int segments) {

  static final String EXPECTED = "\"auto\", 1 or 2";

  @JsonCreator
  static LookAhead of(JsonNode json) {
    if (json.isTextual() && json.textValue().equals("auto")) {
      return new LookAhead(0);
    }
    if (json.isInt() && (json.intValue() == 1 || json.intValue() == 2)) {
      return new LookAhead(json.intValue());
    }
    throw new IllegalArgumentException(EXPECTED);
  }

  public boolean isAuto() {
    return segments == 0;
  }
}
