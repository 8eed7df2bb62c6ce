package worksound.inference.acestep.http;

import io.vertx.core.json.JsonObject;
import worksound.inference.failure.AcestepException;
import worksound.inference.failure.ErrorText;
import worksound.inference.failure.Problem;

/**
 * An answer of ACE-Step field by field. What has another type than it should counts as not given, except where a wrong guess would
 * do harm: that is an {@link AcestepException} which names the field.
 *
 * @param what what was asked, for the error's words
 */
public record AnswerFields(String what, JsonObject json) {

  /** A text that is not blank, null when none is given. */
  public String text(String key) {
    return json.getValue(key) instanceof String text && !text.isBlank() ? text : null;
  }

  /** A number, null when none is given. */
  public Double number(String key) {
    return json.getValue(key) instanceof Number number ? number.doubleValue() : null;
  }

  /** A whole number, null when none is given. */
  public Integer whole(String key) {
    return json.getValue(key) instanceof Number number && number.doubleValue() == number.intValue() ? number.intValue() : null;
  }

  /** Yes or no, {@code otherwise} when neither is given. */
  public boolean flag(String key, boolean otherwise) {
    return json.getValue(key) instanceof Boolean flag ? flag : otherwise;
  }

  /**
   * How many of something, 0 when it is left out or null.
   *
   * @throws AcestepException when it is not a number
   */
  public int count(String key) {
    return json.getValue(key) instanceof Number number ? number.intValue() : leftOut(key, "a number", 0);
  }

  /**
   * An object, an empty one when it is left out or null.
   *
   * @throws AcestepException when it is not an object
   */
  public AnswerFields object(String key) {
    return json.getValue(key) instanceof JsonObject object ? new AnswerFields(what, object)
      : leftOut(key, "an object", new AnswerFields(what, new JsonObject()));
  }

  private <T> T leftOut(String key, String expected, T instead) {
    if (json.getValue(key) == null) {
      return instead;
    }
    throw Problem.SERVER_ERROR.because(what + ": " + key + " is " + ErrorText.clean(json.getValue(key).toString()) + ", expected " + expected);
  }
}
