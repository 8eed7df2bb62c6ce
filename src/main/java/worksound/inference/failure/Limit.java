package worksound.inference.failure;

import java.math.BigDecimal;

/**
 * How long something is waited for.
 *
 * @param seconds longest time
 * @param reason  key of the setting that says so, or why it is no longer
 */
public record Limit(double seconds, String reason) {

  /** In words for a person: {@code 20 s (acestep.answer_timeout_seconds)}. */
  public String words() {
    return BigDecimal.valueOf(seconds).stripTrailingZeros().toPlainString() + " s (" + reason + ")";
  }
}
