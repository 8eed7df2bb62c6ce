package worksound.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * A number that a person sets, or leaves to worksound.
 *
 * @param count 1 or more, or 0 for {@code "auto"}
 */
public record CountOrAuto(int count) {

  @JsonCreator
  static CountOrAuto of(JsonNode json) {
    if (json.isTextual() && json.textValue().equals("auto")) {
      return new CountOrAuto(0);
    }
    if (json.isInt() && json.intValue() >= 1) {
      return new CountOrAuto(json.intValue());
    }
    throw new IllegalArgumentException("\"auto\" or a number from 1");
  }

  public boolean isAuto() {
    return count == 0;
  }

  /** As a person writes it. */
  @Override
  public String toString() {
    return isAuto() ? "\"auto\"" : Integer.toString(count);
  }
}
