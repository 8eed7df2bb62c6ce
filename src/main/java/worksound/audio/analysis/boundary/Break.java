package worksound.audio.analysis.boundary;

import java.util.Locale;
import java.util.Map;

/**
 * A way in which music can break: the log-odds of a logistic regression on the cues, against music that goes on. The numbers are
 * what {@code ./run.sh bench seams} prints, fitted on one half of its tracks.
 */
public enum Break {

  OTHER_MUSIC(0.3, -4.74,
    Map.of(Cue.PARTIALS, 2.68, Cue.PITCH, 1.61, Cue.TIMBRE, 0.31, Cue.HARMONY, 0.60, Cue.RHYTHM, 0.50, Cue.STEREO, 0.85)),
  LEVEL(0.3, -1.67, Map.of(Cue.STEP, 1.49, Cue.LEVEL, 0.72, Cue.LOUDNESS, 1.34)),
  PHASE(0.15, -1.00, Map.of(Cue.PHASE, 2.05)),
  TREBLE(0.1, -4.02, Map.of(Cue.TREBLE, 3.37)),
  STEREO(0.15, -6.13, Map.of(Cue.STEREO, 3.37));

  /** How often a break is of this kind, as far as the score minds. */
  final double share;
  private final double bias;
  private final Map<Cue, Double> weights;

  Break(double share, double bias, Map<Cue, Double> weights) {
    this.share = share;
    this.bias = bias;
    this.weights = weights;
  }

  /** Cues that tell of it, each with its weight. */
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
