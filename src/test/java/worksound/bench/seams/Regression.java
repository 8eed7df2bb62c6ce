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

  /**
   * An example as the steps see it.
   *
   * @param inputs   deviation of each cue, its tail taken in
   * @param expected 0 for a continuation, 1 for a splice
   * @param weight   its part in the gradient
   */
  private record Point(double[] inputs, double expected, double weight) {
  }

  static Regression fit(List<Example> examples, Break kindOfBreak, Set<Kind> kinds) {
    List<Cue> cues = kindOfBreak.weights().keySet().stream().sorted().toList();
    List<Example> used = examples.stream().filter(example -> example.isContinuation() || kinds.contains(example.kind())).toList();
    double continuations = used.stream().filter(Example::isContinuation).count();
    List<Point> points = used.stream().map(example -> new Point(
      cues.stream().mapToDouble(cue -> Break.compress(example.deviations()[cue.ordinal()])).toArray(), example.isContinuation() ? 0 : 1,
      0.5 / (example.isContinuation() ? continuations : used.size() - continuations))).toList();
    Regression regression = new Regression(cues, new double[cues.size() + 1]);
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = new double[cues.size() + 1];
      points.forEach(point -> regression.addGradient(point, gradient));
      regression.descend(gradient);
    }
    return regression;
  }

  private void addGradient(Point point, double[] gradient) {
    double error = point.weight * (1 / (1 + Math.exp(-logOdds(point.inputs))) - point.expected);
    for (int i = 0; i < point.inputs.length; i++) {
      gradient[i] += error * point.inputs[i];
    }
    gradient[cues.size()] += error;
  }

  private void descend(double[] gradient) {
    for (int i = 0; i < cues.size(); i++) {
      parameters[i] = Math.max(0, parameters[i] - RATE * 4 * (gradient[i] + RIDGE * parameters[i]));
    }
    parameters[cues.size()] -= RATE * 4 * gradient[cues.size()];
  }

  private double logOdds(double[] inputs) {
    double sum = parameters[cues.size()];
    for (int i = 0; i < inputs.length; i++) {
      sum += parameters[i] * inputs[i];
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
