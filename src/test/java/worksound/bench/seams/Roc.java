package worksound.bench.seams;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Area under the ROC curve: the probability that a splice scores higher than a continuation, ties counting half.
 *
 * @param area of all
 * @param low  lower end of its 95 % interval
 * @param high upper end
 * @see <a href="https://doi.org/10.1016/j.patrec.2005.10.010">Fawcett: An introduction to ROC analysis</a>
 * @see <a href="https://doi.org/10.1214/aos/1176344552">Efron: Bootstrap methods</a>
 */
record Roc(double area, double low, double high) {

  private static final int RESAMPLES = 1_000;

  /** The area for one kind; the interval draws whole tracks, as clips of one track are alike. */
  static Roc of(List<Example> examples, Kind kind, ToDoubleFunction<Example> score) {
    Map<Integer, List<Example>> tracks = new TreeMap<>();
    for (Example example : examples) {
      if (example.isContinuation() || example.kind() == kind) {
        tracks.computeIfAbsent(example.track(), track -> new ArrayList<>()).add(example);
      }
    }
    List<List<Example>> all = List.copyOf(tracks.values());
    SplittableRandom random = new SplittableRandom(1);
    double[] areas = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      List<Example> drawn = new ArrayList<>();
      all.forEach(track -> drawn.addAll(all.get(random.nextInt(all.size()))));
      areas[i] = area(drawn, score);
    }
    Arrays.sort(areas);
    return new Roc(area(all.stream().flatMap(List::stream).toList(), score), areas[RESAMPLES / 40], areas[RESAMPLES - 1 - RESAMPLES / 40]);
  }

  private static double area(List<Example> examples, ToDoubleFunction<Example> score) {
    double[] on = examples.stream().filter(Example::isContinuation).mapToDouble(score).toArray();
    double[] cut = examples.stream().filter(example -> !example.isContinuation()).mapToDouble(score).toArray();
    double sum = 0;
    for (double splice : cut) {
      for (double continuation : on) {
        sum += splice > continuation ? 1 : splice == continuation ? 0.5 : 0;
      }
    }
    return sum / on.length / cut.length;
  }
}
