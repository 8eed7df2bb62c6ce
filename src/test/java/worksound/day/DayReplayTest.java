package worksound.day;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A seed that has failed fails again: nothing but the seed decides what happens in a simulated day, and in which order. */
class DayReplayTest {

  private static final long SEED = Long.getLong("day.seed", 7);
  private static final int SEGMENTS = Integer.getInteger("day.segments", 60);

  @TempDir
  private Path directory;

  @Test
  void aSeedGivesTheSameDayTwice() throws Exception {
    Trace first = pass("first");
    Trace second = pass("second");
    assertThat(second.lines()).isEqualTo(first.lines());
    assertThat(second).hasToString(first.toString());
  }

  private Trace pass(String run) throws Exception {
    Day day = new Day(SEED, SEGMENTS, directory.resolve(run));
    day.pass();
    return day.trace();
  }
}
