package worksound.bench;

import java.util.ArrayList;
import java.util.List;

/** Values of one kind. */
final class Samples {

  private final List<Double> values = new ArrayList<>();

  Samples() {
  }

  Samples(List<Double> values) {
    this.values.addAll(values);
  }

  synchronized void add(double value) {
    values.add(value);
  }

  synchronized int size() {
    return values.size();
  }

  double median() {
    return quantile(0.5);
  }

  /** The value that so many are not above. @param part 0 to 1 */
  synchronized double quantile(double part) {
    if (values.isEmpty()) {
      throw new IllegalStateException("nothing was measured");
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
  }

  synchronized double mean() {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
