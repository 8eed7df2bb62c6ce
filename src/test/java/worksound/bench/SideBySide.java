package worksound.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import worksound.testing.Parallel;

/** Measures at the same time, whose figures are neither of the time that passes nor of the share of a processor that is taken. */
final class SideBySide implements Measure {

  private final List<Measure> measures;

  SideBySide(Measure... measures) {
    this.measures = List.of(measures);
  }

  @Override
  public List<Row> take() throws Exception {
    List<Callable<List<Row>>> tasks = new ArrayList<>();
    measures.forEach(measure -> tasks.add(measure::take));
    return Parallel.waiting(tasks).stream().flatMap(List::stream).toList();
  }
}
