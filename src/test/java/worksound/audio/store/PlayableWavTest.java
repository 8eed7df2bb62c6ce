package worksound.audio.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import worksound.audio.TestMusic;
import worksound.wav.TestWav;
import worksound.wav.WavFile;
import worksound.wav.WavFileTest;
import worksound.wav.WavFormat;

class PlayableWavTest {

  private static final int FRAMES = 50_001;
  private static final double STEP = 1 / 32_768.0;

  @TempDir
  Path folder;

  @ParameterizedTest(name = "float {0}, {1} bits, {2} channels")
  @CsvSource({"true,32,2", "true,32,1", "true,64,2", "false,24,2", "false,32,1"})
  void finerSamplesAreDitheredToSixteenBits(boolean isFloat, int bits, int channels) throws IOException {
    float[][] music = TestMusic.of(channels, FRAMES, 48_000, 1);
    WavFile page = converted((isFloat ? TestWav.floats(bits) : TestWav.pcm(bits)).chunkAfter("LIST", 3), music);
    assertThat(page.format()).isEqualTo(new WavFormat(WavFormat.Encoding.PCM, channels, 48_000, 16));
    assertThat(Files.size(page.path())).isEqualTo(44 + FRAMES * channels * 2L);
    float[][] heard = TestWav.samples(page, 0, FRAMES);
    WavFileTest.assertSame(heard, music, 1.51 * STEP);
    assertThat(new WavFile(page.path(), page.format(), 44, FRAMES, true)).isEqualTo(page);
  }

  /** Triangular dither makes the error's mean and power independent of the signal: 0 and ¼ step². */
  @Test
  void aLevelBetweenTwoStepsSurvivesAsAnAverage() throws IOException {
    for (double part : new double[] {0, 0.25, 0.5, 0.8}) {
      float[][] level = new float[1][FRAMES];
      java.util.Arrays.fill(level[0], (float) (part * STEP));
      double sum = 0;
      double squares = 0;
      for (float sample : TestWav.samples(converted(TestWav.floats(32), level), 0, FRAMES)[0]) {
        double error = sample / STEP - part;
        sum += error;
        squares += error * error;
      }
      assertThat(sum / FRAMES).as("mean error at %s", part).isCloseTo(0, within(0.01));
      assertThat(squares / FRAMES).as("error power at %s", part).isCloseTo(0.25, within(0.01));
    }
  }

  @Test
  void whatIsBeyondFullScaleStopsThere() throws IOException {
    float[][] loud = {{1.5f, -1.5f, 1f, -1f}};
    float[] heard = TestWav.samples(converted(TestWav.floats(32), loud), 0, 4)[0];
    assertThat(heard[0]).isEqualTo((float) (1 - STEP));
    assertThat(heard[1]).isEqualTo(-1f);
  }

  @ParameterizedTest(name = "{0} bits, declared size {1}")
  @CsvSource({"16,0", "16,4294967295", "8,2147483647"})
  void aHeaderThatIsWrongIsReplacedAndTheSamplesStay(int bits, long declared) throws IOException {
    float[][] music = TestMusic.of(1, 4_801, 48_000, 2);
    WavFile source = WavFile.open(TestWav.pcm(bits).declaring(declared).write(folder.resolve("in.wav"), music));
    assertThat(PlayableWav.needsNoConversion(source)).isFalse();
    PlayableWav.write(source, folder.resolve("out.wav"));
    WavFile page = WavFile.open(folder.resolve("out.wav"));
    assertThat(PlayableWav.needsNoConversion(page)).isTrue();
    WavFileTest.assertSame(TestWav.samples(page, 0, 4_801), TestWav.samples(source, 0, 4_801), 0);
  }

  private WavFile converted(TestWav writer, float[][] samples) throws IOException {
    PlayableWav.write(WavFile.open(writer.write(folder.resolve("in.wav"), samples)), folder.resolve("out.wav"));
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("in.wav", "out.wav");
    return WavFile.open(folder.resolve("out.wav"));
  }
}
