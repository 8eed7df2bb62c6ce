package worksound.wav;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import worksound.audio.TestMusic;

public class WavFileTest {

  private static final int FRAMES = 4_801;

  @TempDir
  Path folder;

  @ParameterizedTest(name = "{0} {1} bits, {2} channels, extensible {3}")
  @CsvSource({"false,8,1,false", "false,8,2,false", "false,16,1,false", "false,16,2,true", "false,24,1,false", "false,24,2,true",
    "false,32,2,false", "true,32,1,false", "true,32,2,true", "true,64,2,false", "true,64,1,true"})
  void everyFormatIsReadToTheSample(boolean isFloat, int bits, int channels, boolean extensible) throws IOException {
    float[][] music = TestMusic.of(channels, FRAMES, 48_000, 1);
    TestWav writer = isFloat ? TestWav.floats(bits) : TestWav.pcm(bits);
    WavFile wav = WavFile.open((extensible ? writer.extensible() : writer).write(folder.resolve("a.wav"), music));
    assertThat(wav.format()).isEqualTo(
      new WavFormat(isFloat ? WavFormat.Encoding.FLOAT : WavFormat.Encoding.PCM, channels, 48_000, bits));
    assertThat(wav.frames()).isEqualTo(FRAMES);
    assertThat(wav.sizeIsTrue()).isTrue();
    double step = isFloat ? 1e-7 : Math.max(1e-7, Math.pow(2, -bits));
    assertSame(TestWav.samples(wav, 0, FRAMES), music, 1.01 * step);
  }

  @ParameterizedTest(name = "chunks of {0} bytes")
  @ValueSource(ints = {0, 1, 26, 33, 4_097})
  void chunksBeforeAndAfterTheDataArePassedOver(int size) throws IOException {
    float[][] music = TestMusic.of(1, 999, 48_000, 2);
    Path file = TestWav.pcm(24).chunkBefore("LIST", size).chunkAfter("id3 ", size).write(folder.resolve("a.wav"), music);
    WavFile wav = WavFile.open(file);
    assertThat(wav.frames()).isEqualTo(999);
    assertSame(TestWav.samples(wav, 0, 999), music, 1e-6);
  }

  @ParameterizedTest(name = "declared {0}")
  @ValueSource(longs = {0, 0xFFFF_FFFFL, 0x7FFF_FFFFL, 4 * FRAMES + 2})
  void aDeclaredSizeThatCannotBeTrueGivesWayToWhatIsThere(long declared) throws IOException {
    float[][] music = TestMusic.of(2, FRAMES, 48_000, 3);
    WavFile wav = WavFile.open(TestWav.pcm(16).declaring(declared).write(folder.resolve("a.wav"), music));
    assertThat(wav.frames()).isEqualTo(FRAMES);
    assertThat(wav.sizeIsTrue()).isFalse();
  }

  @Test
  void aFileThatWasCutOffInsideAFrameEndsWithTheFrameBefore() throws IOException {
    Path file = TestWav.pcm(16).write(folder.resolve("a.wav"), TestMusic.of(2, 100, 48_000, 4));
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 44 + 50 * 4 + 3));
    assertThat(WavFile.open(file).frames()).isEqualTo(50);
  }

  @Test
  void aBlockLongerThanWhatIsReadAtATimeIsFilledFromAnyFrameOn() throws IOException {
    float[][] music = TestMusic.of(2, 50_000, 48_000, 6);
    WavFile wav = WavFile.open(TestWav.pcm(24).write(folder.resolve("a.wav"), music));
    float[][] rest = {Arrays.copyOfRange(music[0], 7, 50_000), Arrays.copyOfRange(music[1], 7, 50_000)};
    assertSame(TestWav.samples(wav, 7, 60_000), rest, 1e-6);
  }

  @Test
  void readingBeyondTheEndGivesWhatThereIs() throws IOException {
    WavFile wav = WavFile.open(TestWav.pcm(16).write(folder.resolve("a.wav"), TestMusic.of(2, 100, 48_000, 5)));
    assertThat(TestWav.samples(wav, 90, 50)[0]).hasSize(10);
    assertThat(TestWav.samples(wav, 200, 50)[0]).isEmpty();
  }

  @Test
  void aFileOfEmptyChunksIsGivenUpSoon() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(12 + 8 * 1_000_000).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("RIFF".getBytes(ISO_8859_1)).putInt(bytes.capacity() - 8).put("WAVE".getBytes(ISO_8859_1));
    while (bytes.hasRemaining()) {
      bytes.put("junk".getBytes(ISO_8859_1)).putInt(0);
    }
    Path file = Files.write(folder.resolve("a.wav"), bytes.array());
    assertThatThrownBy(() -> WavFile.open(file)).isInstanceOf(WavException.class).hasMessage("more than 1000 chunks before the data");
  }

  @Test
  void whatIsNoWavSaysWhatItIs() throws IOException {
    Path file = Files.writeString(folder.resolve("a.wav"), "{\"error\": \"not found\"}");
    assertThatThrownBy(() -> WavFile.open(file)).isInstanceOf(WavException.class).hasMessageContaining("RIFF");
    Path twelve = TestWav.pcm(16).write(folder.resolve("b.wav"), new float[3][10]);
    assertThatThrownBy(() -> WavFile.open(twelve)).isInstanceOf(WavException.class).hasMessageContaining("3 channels");
    Path header = Files.write(folder.resolve("c.wav"), Arrays.copyOf(Files.readAllBytes(twelve), 36));
    assertThatThrownBy(() -> WavFile.open(header)).isInstanceOf(WavException.class);
    Path empty = Files.createFile(folder.resolve("d.wav"));
    assertThatThrownBy(() -> WavFile.open(empty)).isInstanceOf(WavException.class);
  }

  public static void assertSame(float[][] actual, float[][] expected, double tolerance) {
    assertThat(actual).hasNumberOfRows(expected.length);
    for (int channel = 0; channel < expected.length; channel++) {
      assertThat(actual[channel]).hasSameSizeAs(expected[channel]);
      double worst = 0;
      for (int n = 0; n < expected[channel].length; n++) {
        worst = Math.max(worst, Math.abs(actual[channel][n] - expected[channel][n]));
      }
      assertThat(worst).isCloseTo(0, within(tolerance));
    }
  }
}
