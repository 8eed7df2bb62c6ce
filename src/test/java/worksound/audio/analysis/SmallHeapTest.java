package worksound.audio.analysis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import worksound.audio.store.SeedBuilder;
import worksound.config.GateConfig;
import worksound.testing.JavaProcess;
import worksound.wav.SampleBytes;
import worksound.wav.WavFile;
import worksound.wav.WavFormat;

/** The longest segments with the longest overlap that the configuration takes, in less than a quarter of the heap that run.sh gives the server. */
@Timeout(120)
class SmallHeapTest {

  private static final int SECONDS_LONG = 600;
  private static final int OVERLAP = 300;
  private static final WavFormat FORMAT = new WavFormat(WavFormat.Encoding.PCM, 2, 48_000, 16);

  @Test
  void theLongestOverlapIsComparedInTheHeapThatThereIs(@TempDir Path folder) throws Exception {
    Path music = noise(folder.resolve("0.wav"));
    Process process = JavaProcess.inOneStream(List.of("-XX:+UseSerialGC", "-Xmx16m"), Analysis.class.getName(), music.toString(),
      folder.resolve("1.seed.wav").toString()).start();
    try (var output = process.inputReader()) {
      assertThat(output.lines().toList()).last().asString().isEqualTo("seam 1.000, new music: silence");
      assertThat(process.waitFor(30, SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }

  private static Path noise(Path file) throws IOException {
    byte[] second = new byte[48_000 * 4];
    new Random(1).nextBytes(second);
    long frames = (long) SECONDS_LONG * 48_000;
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      SampleBytes.write(out, FORMAT.header(frames));
      for (int n = 0; n < SECONDS_LONG; n++) {
        SampleBytes.write(out, ByteBuffer.wrap(second));
      }
    }
    return file;
  }

  /** Cuts a seed and examines it as if it had come back as it is. */
  static final class Analysis {

    private Analysis() {
    }

    public static void main(String[] files) throws IOException {
      WavFile source = WavFile.open(Path.of(files[0]));
      WavFile seed = SeedBuilder.build(source, OVERLAP, SECONDS_LONG, Path.of(files[1]));
      SegmentAnalyzer examiner = new SegmentAnalyzer(OVERLAP, new Gate(SECONDS_LONG, new GateConfig(2, 12, 0.8, 5)));
      worksound.audio.analysis.Analysis found = examiner.analyze(seed, Optional.of(seed), Optional.of(source));
      System.out.printf("seam %.3f, new music: %s%n", found.figures().seam().correlation(), found.figures().levelDbfs() < -60 ? "silence" : "there");
    }
  }
}
