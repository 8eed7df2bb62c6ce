package worksound.bench;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import worksound.audio.analysis.boundary.BoundaryBenchmark;
import worksound.bench.seams.EngineBoundaries;
import worksound.bench.seams.SeamTable;
import worksound.config.Config;

/** How well the boundary measure tells music that goes on from music that was cut, and what it costs. */
final class BoundarySeams implements Measure {

  static final Path MUSIC = Path.of(System.getProperty("bench.music", "/usr/share/games/wesnoth/1.16/data/core/music"));

  private static final double COST_MILLIS = 60;

  @Override
  public List<Row> take() throws Exception {
    SeamTable table = SeamTable.reported(MUSIC);
    List<Row> rows = new ArrayList<>();
    for (SeamTable.Line line : table.lines()) {
      Row row = Row.of("boundary against " + line.words(), line.area(), "ROC area")
        .note("95 %% interval %.3f to %.3f, %d clips each", line.low(), line.high(), line.clips());
      rows.add(line.target() == 0 ? row : row.target("≥ " + line.target(), line.area() >= line.target()));
    }
    double limit = Config.from(new JsonObject()).audio().gate().maxBoundaryScore();
    double falseAlarms = table.shareAbove(limit, true);
    rows.add(refused("its own continuations refused", falseAlarms).target("≤ 1 %", falseAlarms <= 0.01));
    rows.add(refused("splices to another piece refused", table.shareAbove(limit, false)));
    rows.add(engine(limit));
    rows.add(cost());
    return rows;
  }

  private static Row refused(String what, double share) {
    return Row.of(what, 100 * share, "%").note("on the tracks that nothing was fitted on, with audio.gate.max_boundary_score as delivered");
  }

  private static Row engine(double limit) throws Exception {
    try (Folder folder = Folder.open()) {
      DoubleSummaryStatistics scores = EngineBoundaries.scores(folder.path()).stream().mapToDouble(score -> score)
        .summaryStatistics();
      return Row.of("built-in engine's boundaries, highest score", scores.getMax(), "bits").target("≤ " + limit, scores.getMax() <= limit)
        .note("%d boundaries, mean %.2f", scores.getCount(), scores.getAverage());
    }
  }

  private static Row cost() throws Exception {
    Jmh jmh = Jmh.run(BoundaryBenchmark.class);
    double millis = jmh.median("boundary", null);
    return Row.of("boundary of a 60 s segment", millis, "ms").against("its loudness", jmh.median("loudness", null))
      .target("≤ 60 ms", millis <= COST_MILLIS).note("JMH, one thread, samples at hand");
  }
}
