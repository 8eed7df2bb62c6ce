package worksound.audio.analysis.boundary;

import java.util.Locale;
import java.util.Map;

/**
 * A way in which music can break: the log-odds of a logistic regression on the cues, against music that goes on. Fitted by
 * {@code ./run.sh bench seams} on one half of its tracks; a person who hears something else may say so with the limit.
 */
public enum Break {

  OTHER_MUSIC(0.35, -4.9, Map.of(Cue.PARTIALS, 1.9, Cue.PITCH, 1.5)),
  LEVEL(0.35, -1.35, Map.of(Cue.STEP, 1.55, Cue.LEVEL, 1.2)),
  PHASE(0.15, -1.0, Map.of(Cue.PHASE, 1.8)),
  TREBLE(0.1, -2.9, Map.of(Cue.TREBLE, 2.4)),
  STEREO(0.05, -7.0, Map.of(Cue.STEREO, 3.0));

  /** How often a break is of this kind, as far as the score minds. */
  public final double share;
  private final double bias;
  private final Map<Cue, Double> weights;

  Break(double share, double bias, Map<Cue, Double> weights) {
    this.share = share;
    this.bias = bias;
    this.weights = weights;
  }

  public double bias() {
    return bias;
  }

  public Map<Cue, Double> weights() {
    return weights;
  }

  /** Natural logarithm of the odds of this break, when it is as likely as none. @param deviations by {@link Cue#ordinal()} */
  double logOdds(double[] deviations) {
    double sum = bias;
    for (Map.Entry<Cue, Double> entry : weights.entrySet()) {
      sum += entry.getValue() * compress(deviations[entry.getKey().ordinal()]);
    }
    return sum;
  }

  /** Takes the tail of a distribution with many outliers in. */
  public static double compress(double deviations) {
    return Math.signum(deviations) * Math.log1p(Math.abs(deviations));
  }

  /** As it is called in JSON. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
