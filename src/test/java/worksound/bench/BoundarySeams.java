package worksound.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import worksound.bench.seams.SeamTable;

/** How well the boundary measure tells music that goes on from music that was cut. */
final class BoundarySeams implements Measure {

  private static final Path MUSIC = Path.of(System.getProperty("bench.music", "/usr/share/games/wesnoth/1.16/data/core/music"));

  @Override
  public List<Row> take() throws Exception {
    SeamTable table = new SeamTable(MUSIC);
    table.write(Bench.FOLDER.resolve("seams.csv"));
    System.err.println("worksound: fitted on every second track\n" + String.join("\n", table.parameters()));
    List<Row> rows = new ArrayList<>();
    for (SeamTable.Line line : table.lines()) {
      Row row = Row.of("boundary against " + line.words(), line.area(), "ROC area")
        .note("95 %% interval %.3f to %.3f, %d clips each", line.low(), line.high(), line.clips());
      rows.add(line.target() == 0 ? row : row.target("≥ " + line.target(), line.area() >= line.target()));
    }
    return rows;
  }
}
