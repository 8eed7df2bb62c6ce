package worksound.bench.seams;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import worksound.audio.analysis.boundary.Break;
import worksound.audio.analysis.boundary.Cue;

/**
 * Fits the parameters of a {@link Break}: logistic regression of splices of some kinds against continuations, both counting equally, with a
 * penalty on large weights and none below 0.
 *
 * @see <a href="https://doi.org/10.2307/2347628">le Cessie, van Houwelingen: Ridge estimators in logistic regression</a>
 */
final class Regression {

  private static final double RIDGE = 0.003;
  private static final int STEPS = 20_000;
  private static final double RATE = 0.05;

  private final List<Cue> cues;
  private final double[] parameters;

  private Regression(List<Cue> cues, double[] parameters) {
    this.cues = cues;
    this.parameters = parameters;
  }

  static Regression fit(List<Example> examples, Break kindOfBreak, Set<Kind> kinds) {
    List<Cue> cues = kindOfBreak.weights().keySet().stream().sorted().toList();
    List<Example> used = examples.stream().filter(example -> example.isContinuation() || kinds.contains(example.kind())).toList();
    double continuations = used.stream().filter(Example::isContinuation).count();
    Regression regression = new Regression(cues, new double[cues.size() + 1]);
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = new double[cues.size() + 1];
      for (Example example : used) {
        regression.addGradient(example, 0.5 / (example.isContinuation() ? continuations : used.size() - continuations), gradient);
      }
      regression.descend(gradient);
    }
    return regression;
  }

  private void addGradient(Example example, double weight, double[] gradient) {
    double expected = 1 / (1 + Math.exp(-logOdds(example)));
    double error = weight * (expected - (example.isContinuation() ? 0 : 1));
    for (int i = 0; i < cues.size(); i++) {
      gradient[i] += error * input(example, i);
    }
    gradient[cues.size()] += error;
  }

  private void descend(double[] gradient) {
    for (int i = 0; i < cues.size(); i++) {
      parameters[i] = Math.max(0, parameters[i] - RATE * 4 * (gradient[i] + RIDGE * parameters[i]));
    }
    parameters[cues.size()] -= RATE * 4 * gradient[cues.size()];
  }

  private double input(Example example, int cue) {
    return Break.compress(example.deviations()[cues.get(cue).ordinal()]);
  }

  double logOdds(Example example) {
    double sum = parameters[cues.size()];
    for (int i = 0; i < cues.size(); i++) {
      sum += parameters[i] * input(example, i);
    }
    return sum;
  }

  @Override
  public String toString() {
    StringBuilder words = new StringBuilder(String.format(Locale.ROOT, "bias %.2f", parameters[cues.size()]));
    for (int i = 0; i < cues.size(); i++) {
      words.append(String.format(Locale.ROOT, ", %s %.2f", cues.get(i), parameters[i]));
    }
    return words.toString();
  }
}
