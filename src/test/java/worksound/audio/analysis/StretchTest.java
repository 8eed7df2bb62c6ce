package worksound.audio.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import worksound.audio.TestMusic;
import worksound.wav.SampleReader;
import worksound.wav.TestWav;
import worksound.wav.WavFile;

class StretchTest {

  private static final int RATE = 48_000;
  /** Two blocks and a part of a third. */
  private static final int FRAMES = 40_000;

  @TempDir
  private Path folder;

  private SampleReader file(float[][] music) throws IOException {
    return new SampleReader(WavFile.open(TestWav.floats(32).write(folder.resolve("music.wav"), music)));
  }

  @Test
  void whatIsReadLiesWhereTheStretchBegins() throws IOException {
    float[][] music = TestMusic.of(2, FRAMES, RATE, 1);
    try (SampleReader file = file(music)) {
      Stretch stretch = Stretch.of(file, 10_000, 5_000);
      float[][] block = new float[2][400];
      stretch.read(300, block, 200);
      assertThat(stretch.channels()).isEqualTo(2);
      assertThat(stretch.frames()).isEqualTo(5_000);
      assertThat(TestMusic.cut(block, 0, 200)).isDeepEqualTo(TestMusic.cut(music, 10_300, 200));
      assertThat(TestMusic.cut(block, 200, 200)).as("what was not asked for").isDeepEqualTo(new float[2][200]);
    }
  }

  @ParameterizedTest
  @CsvSource({"39000,1000", "39001,999", "40000,0", "41000,0"})
  void itEndsWhereTheFileEnds(long start, int frames) throws IOException {
    try (SampleReader file = file(new float[1][FRAMES])) {
      assertThat(Stretch.of(file, start, 1_000).frames()).isEqualTo(frames);
    }
  }

  @Test
  void thePowerIsTheMeanSquareOverChannelsAndFrames() throws IOException {
    float[][] music = TestMusic.sine(2, FRAMES, RATE, 480, 0.5);
    TestMusic.scale(music, 0, FRAMES / 2, 2, 2);
    music[1] = new float[FRAMES];
    try (SampleReader file = file(music)) {
      assertThat(Stretch.of(file, 0, FRAMES).power()).isCloseTo((0.5 + 0.125) / 2 / 2, within(1e-6));
      assertThat(Stretch.of(file, FRAMES / 2, FRAMES).power()).isCloseTo(0.125 / 2, within(1e-6));
      assertThat(Stretch.of(file, FRAMES, FRAMES).power()).isZero();
    }
  }
}
