package worksound.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;

/** A duration in seconds: fixed ({@code 7}) or anywhere inside a range ({@code [5, 10]}). */
public record SecondsRange(double min, double max) {

  static final String EXPECTED = "seconds as a number or [min, max], from 0 to 300";

  @JsonCreator
  static SecondsRange of(JsonNode json) {
    if (json.isNumber()) {
      return new SecondsRange(json.asDouble(), json.asDouble());
    }
    if (json.isArray() && json.size() == 2 && json.get(0).isNumber() && json.get(1).isNumber()) {
      return new SecondsRange(json.get(0).asDouble(), json.get(1).asDouble());
    }
    throw new IllegalArgumentException(EXPECTED);
  }

  public SecondsRange {
    if (!(min >= 0 && min <= max && max <= 300)) {
      throw new IllegalArgumentException(EXPECTED);
    }
  }

  /** The seconds at {@code position} (0…1) of the range. */
  public double at(double position) {
    return min + (max - min) * position;
  }
}
