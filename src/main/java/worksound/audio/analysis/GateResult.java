package worksound.audio.analysis;

import java.util.List;

/**
 * What the quality gate says of a segment.
 *
 * @param faults     what is wrong with it, each in words with figures
 * @param isPlayable whether it may be heard when nothing better can be had
 * @param penalty    how bad it is: 0 is faultless, lower is better
 */
public record GateResult(List<String> faults, boolean isPlayable, double penalty) {

  public boolean passes() {
    return faults.isEmpty();
  }

  public String words() {
    return String.join("; ", faults);
  }
}
