package worksound.bench;

import java.nio.file.Path;
import java.util.List;
import worksound.bench.seams.SeamTable;

/** Parameters that the boundary measure would have if they were fitted now, for who changes it; no line of the table. */
final class BoundaryFit implements Measure {

  private static final Path CLIPS = Bench.FOLDER.resolve("seams.csv");

  @Override
  public List<Row> take() throws Exception {
    SeamTable table = SeamTable.whole(BoundarySeams.MUSIC);
    table.write(CLIPS);
    System.err.println("worksound: fitted on every second track\n" + String.join("\n", table.parameters()));
    return List.of();
  }
}
