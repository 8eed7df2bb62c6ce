package worksound.bench;

import java.util.List;
import worksound.engine.render.EngineBenchmark;

/** How fast the built-in engine makes music. */
final class EngineSpeed implements Measure {

  private static final double TARGET = 40;

  @Override
  public List<Row> take() throws Exception {
    double speed = 1_000 * EngineBenchmark.SECONDS / Jmh.run(EngineBenchmark.class).median("compose", null);
    return List.of(Row.of("built-in engine in 64 MB of heap", speed, "× real time").target("≥ 40 ×", speed >= TARGET)
      .note("JMH, one thread, rehearsal and WAV included"));
  }
}
