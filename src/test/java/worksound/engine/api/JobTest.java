package worksound.engine.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import worksound.engine.render.RenderTask;
import worksound.engine.repaint.PromptAndSeed;

/** How far a job says that it is, by the sound that is rendered and the time that it is to take. */
class JobTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long BEGAN = 7 * SECOND;

  private static Job running(double leastSeconds) {
    Job job = new Job("a", new RenderTask(new PromptAndSeed("rain", 1), 1, null, 0, -1, 0, false), leastSeconds);
    job.start(BEGAN);
    return job;
  }

  @Test
  void oneThatIsSlowedShowsItsProgressAllTheTime() {
    Job job = running(3);
    job.rendered(1);
    List<Double> progress = IntStream.range(0, 30).mapToObj(tenth -> job.report(BEGAN + tenth * SECOND / 10).getDouble("progress")).toList();
    assertThat(progress).isSorted().startsWith(0.51, 0.53).endsWith(0.8, 0.8);
    assertThat(progress.stream().distinct().count()).as("steps that are shown").isGreaterThan(25);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 1, 0.51, Preparing inputs...", "3, 0.5, 3, 0.67, Generating music (batch size: 1)...", "3, 1, 1.5, 0.67, Generating music (batch size: 1)...",
    "3, 0.1, 2.9, 0.55, Generating music (batch size: 1)...", "0, 0.95, 1, 0.8, Decoding audio...", "3, 1, 4, 0.99, Preparing audio data..."})
  void itSaysWhatItDoes(double leastSeconds, double rendered, double elapsedSeconds, double progress, String stage) {
    Job job = running(leastSeconds);
    job.rendered(rendered);
    JsonObject report = job.report(BEGAN + Math.round(elapsedSeconds * SECOND));
    assertThat(report.getDouble("progress")).isEqualTo(progress);
    assertThat(report.getString("stage")).isEqualTo(stage);
    assertThat(report.getInteger("status")).isZero();
  }
}
