package worksound.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import worksound.messages.Playback.Format;
import worksound.messages.Playback.StreamFrames;
import worksound.page.GapMeter;
import worksound.stream.mix.Tape;
import worksound.testing.Requirement;

/** An hour of the stream on virtual time has no gap, and holds no more at its end than after ten minutes. */
@ExtendWith(VertxExtension.class)
@Timeout(120)
@Tag("long")
class StreamHourTest {

  private static final int HOUR = 3_600;
  /** What is let go of now and then, all at once, is let go of several times in a third of the hour: what is left then counts. */
  private static final int THIRD = HOUR / 3;
  private static final int LOOK = 50;
  private static final double STRIDE = Tape.SECONDS - Tape.OVERLAP;
  private static final int FILES = 3;
  private static final double MOST_GROWTH_MEGABYTES = 0.5;
  private static final double SILENCE_MILLIS = 5;

  private final GapMeter gaps = new GapMeter();

  @Test
  @Requirement({"B10", "B12"})
  void anHourIsFlatInMemoryAndHasNoGap(Vertx vertx, @TempDir Path directory) throws Exception {
    StreamHouse house = new StreamHouse(vertx, directory);
    house.tuneIn("a", Format.wav);
    for (int index = 0; index < FILES; index++) {
      house.accept(index);
    }
    double early = Double.MAX_VALUE;
    double late = Double.MAX_VALUE;
    int accepted = FILES;
    for (int second = 0; second < HOUR; second++) {
      if (second > accepted * STRIDE - 2 * STRIDE) {
        house.acceptAgain(accepted++, FILES);
      }
      house.step(1);
      house.frames.forEach(this::hear);
      house.frames.clear();
      if (second % LOOK == 0 && second > THIRD && second <= 2 * THIRD) {
        early = Math.min(early, megabytes());
      } else if (second % LOOK == 0 && second > 2 * THIRD) {
        late = Math.min(late, megabytes());
      }
    }
    assertThat(gaps.seconds()).isGreaterThan(HOUR - 2);
    assertThat(gaps.longestMillis()).isLessThan(SILENCE_MILLIS);
    assertThat(house.status().playback().underruns()).isZero();
    assertThat(late - early).as("MB more in the last third than in the second").isLessThan(MOST_GROWTH_MEGABYTES);
  }

  private void hear(StreamFrames sent) {
    for (int i = 0; i + 3 < sent.bytes().length(); i += 4) {
      gaps.take(sent.bytes().getShortLE(i) / 32_768f, sent.bytes().getShortLE(i + 2) / 32_768f);
    }
  }

  private static double megabytes() {
    System.gc();
    return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1e6;
  }
}
