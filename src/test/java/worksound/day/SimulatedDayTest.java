package worksound.day;

import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import worksound.testing.Requirement;
import worksound.testing.Seeds;

/**
 * A day of music on fast time, with everything going wrong that is known to: the real verticles, the real event bus, real HTTP and real
 * files, in front of a GPU host and a listener that a seed makes unreliable. Set {@code day.seed} for another day; a seed that has failed
 * goes into {@code src/test/seeds/day.txt} and is run every time.
 */
class SimulatedDayTest {

  private static final long SEED = Long.getLong("day.seed", 20_261_122);
  private static final int SEGMENTS = Integer.getInteger("day.segments", 1_000);

  @TempDir
  private Path directory;

  @Test
  @Requirement({"R23", "B10"})
  void someHours() throws Exception {
    for (long seed : LongStream.concat(Seeds.kept("day").stream().mapToLong(Long::longValue), LongStream.of(SEED)).toArray()) {
      new Day(seed, SEGMENTS, directory.resolve(Long.toString(seed))).pass();
    }
  }

  /** 10,000 segments: 26 hours and 40 minutes of music. */
  @Test
  @Tag("soak")
  void aWholeDay() throws Exception {
    new Day(SEED, 10_000, directory).pass();
  }
}
