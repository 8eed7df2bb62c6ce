package worksound.audio.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import worksound.audio.TestMusic;
import worksound.testing.Requirement;
import worksound.wav.TestWav;
import worksound.wav.WavException;
import worksound.wav.WavFile;

class SeedBuilderTest {

  @TempDir
  Path folder;

  @ParameterizedTest(name = "float {0}, {1} bits, {2} channels, {3} frames")
  @CsvSource({"false,8,1,44101", "false,16,1,48000", "false,16,2,48007", "false,24,1,47993", "false,24,2,48000", "true,32,1,48001",
    "true,32,2,47995", "true,64,2,48000"})
  @Requirement("R8")
  void theTailIsKeptByteByByteAndSilenceFollows(boolean isFloat, int bits, int channels, int frames) throws Exception {
    float[][] music = TestMusic.of(channels, frames, 48_000, 1);
    TestWav writer = (isFloat ? TestWav.floats(bits) : TestWav.pcm(bits)).chunkBefore("LIST", 33).chunkAfter("LIST", 7);
    WavFile source = WavFile.open(writer.write(folder.resolve("a.wav"), music));
    Path file = folder.resolve("seed.wav");
    WavFile built = SeedBuilder.build(source, 0.24, 1, file);
    WavFile seed = WavFile.open(file);
    assertThat(seed).isEqualTo(built);
    assertThat(seed.format()).isEqualTo(source.format());
    assertThat(seed.frames()).isEqualTo(48_000);
    assertThat(Files.size(file) % 2).isZero();
    int tail = 11_520;
    assertThat(bytes(seed, 0, tail)).isEqualTo(bytes(source, frames - tail, tail));
    for (float[] channel : TestWav.samples(seed, tail, 48_000)) {
      assertThat(channel).hasSize(48_000 - tail).containsOnly(0f);
    }
    assertThatOthersReadIt(file, seed);
  }

  @Test
  void aSourceShorterThanTheOverlapIsRefused() throws IOException {
    WavFile source = WavFile.open(TestWav.pcm(16).write(folder.resolve("a.wav"), TestMusic.of(2, 100, 48_000, 1)));
    assertThatThrownBy(() -> SeedBuilder.build(source, 1, 4, folder.resolve("seed.wav")))
      .isInstanceOf(WavException.class).hasMessage("100 frames, expected at least the overlap of 48000");
  }

  /** The JDK's own reader is the judge of the header. */
  private static void assertThatOthersReadIt(Path file, WavFile seed) throws IOException, UnsupportedAudioFileException {
    try (AudioInputStream in = AudioSystem.getAudioInputStream(file.toFile())) {
      AudioFormat format = in.getFormat();
      assertThat(format.getChannels()).isEqualTo(seed.format().channels());
      assertThat(format.getSampleSizeInBits()).isEqualTo(seed.format().bitsPerSample());
      assertThat(format.getSampleRate()).isEqualTo(48_000);
      assertThat(in.getFrameLength()).isEqualTo(seed.frames());
    }
  }

  private static byte[] bytes(WavFile wav, long frame, int frames) throws IOException {
    int from = (int) wav.position(frame);
    return Arrays.copyOfRange(Files.readAllBytes(wav.path()), from, from + frames * wav.format().bytesPerFrame());
  }
}
