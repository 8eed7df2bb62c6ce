package worksound.stream.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import worksound.testing.Requirement;
import worksound.wav.TestWav;
import worksound.wav.WavException;

/** A segment of another sample rate is read at the stream's, and any part of it is the same as in the whole. */
class WavSourceTest {

  private static final int SECONDS = 2;
  private static final double LEFT_HERTZ = 441;
  private static final double RIGHT_HERTZ = 9_000;

  @TempDir
  private Path folder;
  private WavSource source;

  @BeforeEach
  void open() throws IOException {
    source = WavSource.open(TestWav.floats(32).rate(44_100).write(folder.resolve("44100.wav"), tones(44_100)));
  }

  @Test
  @Requirement("B12")
  void aSegmentOf44100HertzSoundsAtTheStreamsRate() throws IOException {
    float[][] wanted = tones(Frames.PER_SECOND);
    assertThat(source.frames()).isEqualTo(Frames.of(SECONDS));
    double difference = 0;
    double power = 0;
    for (int from = Mixer.BLOCK; from < Frames.of(SECONDS) - Mixer.BLOCK; from += Mixer.BLOCK) {
      float[] is = read(from, Mixer.BLOCK);
      for (int i = 0; i < is.length; i++) {
        double want = wanted[i % 2][from + i / 2];
        difference += Math.pow(is[i] - want, 2);
        power += want * want;
      }
    }
    assertThat(10 * Math.log10(difference / power)).isLessThan(-90);
  }

  @Test
  void anyPartIsTheSameAsInTheWhole() throws IOException {
    float[] whole = read(0, Mixer.BLOCK);
    for (int from : new int[] {0, 1, 7, 4_000}) {
      float[] part = read(from, 500);
      for (int i = 0; i < part.length; i++) {
        assertThat(part[i]).as("sample %s from frame %s", i, from).isEqualTo(whole[2 * from + i]);
      }
    }
    assertThat(read((int) source.frames() - 10, 10)).hasSize(20);
  }

  @Test
  void aRateThatHasNothingInCommonWithTheStreamsIsRefusedByName() throws IOException {
    Path file = TestWav.pcm(16).rate(44_056).write(folder.resolve("44056.wav"), new float[2][100]);
    assertThatThrownBy(() -> WavSource.open(file)).isInstanceOf(WavException.class).hasMessageContaining("44056");
  }

  private float[] read(int from, int count) throws IOException {
    float[] into = new float[2 * count];
    source.read(from, count, into);
    return into;
  }

  private static float[][] tones(int rate) {
    float[][] tones = new float[2][SECONDS * rate];
    for (int i = 0; i < SECONDS * rate; i++) {
      tones[0][i] = (float) (0.5 * Math.sin(2 * Math.PI * LEFT_HERTZ * i / rate));
      tones[1][i] = (float) (0.5 * Math.sin(2 * Math.PI * RIGHT_HERTZ * i / rate));
    }
    return tones;
  }
}
