package worksound.day;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import worksound.testing.Requirement;

/**
 * A day of music on fast time, with everything going wrong that is known to: the real verticles, the real event bus, real HTTP and real
 * files, in front of a GPU host and a listener that a seed makes unreliable. Set {@code day.seed} for another day.
 */
class SimulatedDayTest {

  private static final long SEED = Long.getLong("day.seed", 20_261_122);
  private static final int HOURS = Integer.getInteger("day.segments", 1_000);

  @TempDir
  private Path directory;

  @Test
  @Requirement({"R23", "B10"})
  void someHours() throws Exception {
    new Day(SEED, HOURS, directory).pass();
  }

  /** 10,000 segments: 26 hours and 40 minutes of music. */
  @Test
  @Tag("soak")
  void aWholeDay() throws Exception {
    new Day(SEED, 10_000, directory).pass();
  }
}
