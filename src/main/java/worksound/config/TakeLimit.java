package worksound.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * How often a segment may be made while there is time to spare.
 *
 * @param takes 1 to 4, or 0 for {@code "auto"}: up to 4, and none after one whose boundary is smooth
 */
public record TakeLimit(int takes) {

  static final String EXPECTED = "\"auto\" or 1 to 4";
  private static final int MOST = 4;

  @JsonCreator
  static TakeLimit of(JsonNode json) {
    if (json.isTextual() && json.textValue().equals("auto")) {
      return new TakeLimit(0);
    }
    if (json.isInt() && json.intValue() >= 1 && json.intValue() <= MOST) {
      return new TakeLimit(json.intValue());
    }
    throw new IllegalArgumentException(EXPECTED);
  }

  public boolean isAuto() {
    return takes == 0;
  }

  public int most() {
    return isAuto() ? MOST : takes;
  }
}
