package worksound.bench;

import java.util.ArrayList;
import java.util.List;
import worksound.audio.BenchmarkMusic;
import worksound.audio.analysis.AnalysisBenchmark;

/** What measuring a segment takes. */
final class Examinations implements Measure {

  private static final double TARGET_MILLIS = 250;

  @Override
  public List<Row> take() throws Exception {
    Jmh jmh = Jmh.run(AnalysisBenchmark.class);
    List<Row> rows = new ArrayList<>();
    for (BenchmarkMusic.Form form : BenchmarkMusic.Form.values()) {
      double millis = jmh.median("analyze", form.name());
      rows.add(Row.of("seam, quality gate and loudness of 60 s, " + form, millis, "ms").target("≤ 250 ms", millis <= TARGET_MILLIS)
        .note("JMH, everything on one thread"));
    }
    return rows;
  }
}
