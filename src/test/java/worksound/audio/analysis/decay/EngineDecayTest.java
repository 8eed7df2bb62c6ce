package worksound.audio.analysis.decay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import worksound.engine.render.Clip;
import worksound.engine.render.TestRenderer;
import worksound.engine.tone.Presets;
import worksound.messages.Measurements.Decay;
import worksound.messages.Measurements.Tone;
import worksound.messages.Segment;
import worksound.testing.Requirement;

/** The built-in engine's music, which does not wear down, however it walks. */
@Requirement("B17")
class EngineDecayTest {

  private static final int RATE = 48_000;
  private static final int STRIDE = 45;
  private static final int SEGMENTS = 6;

  @TempDir
  private Path folder;

  @Test
  @Tag("long")
  void noneOfItCountsAsDecay() {
    for (String preset : new String[] {"reading"}) {
      Clip music = new TestRenderer(folder).compose(Presets.withDefault().get(preset), 5, SEGMENTS * STRIDE);
      Decay decay = null;
      for (int index = 0; index < SEGMENTS; index++) {
        Tone tone = tone(music, index * STRIDE);
        decay = DecayWatch.after(decay, new Segment(index, index == 0 ? null : index - 1, "p", 60, 15,
          index == 0 ? null : Segment.Join.overlap, RATE, 1, "\"e\"", null, 0, 0, -20.0, null), tone);
        assertThat(decay.crossings()).as("%s, segment %d: %s, %s", preset, index, tone, decay).isZero();
      }
    }
  }

  private static Tone tone(Clip music, int fromSecond) {
    ToneMeter meter = new ToneMeter(RATE, 0);
    for (int second = 0; second < STRIDE; second++) {
      int from = (fromSecond + second) * RATE;
      meter.add(new float[][] {Arrays.copyOfRange(music.left(), from, from + RATE), Arrays.copyOfRange(music.right(), from, from + RATE)},
        second * RATE, RATE);
    }
    return meter.measure();
  }
}
