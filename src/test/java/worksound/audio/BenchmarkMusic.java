package worksound.audio;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import worksound.audio.store.SeedBuilder;
import worksound.wav.TestWav;
import worksound.wav.WavFile;

/** Two segments of music that follow on one another, and the seed between them, as files in a folder of their own. */
public final class BenchmarkMusic implements AutoCloseable {

  public static final double SECONDS = 60;
  public static final double OVERLAP = 15;
  private static final int RATE = 48_000;

  private final Path folder;
  private final WavFile first;
  private final WavFile second;
  private final WavFile seed;

  /** Formats that ACE-Step delivers. */
  public enum Form {
    PCM_16(TestWav.pcm(16)), FLOAT_32(TestWav.floats(32));

    private final TestWav writer;

    Form(TestWav writer) {
      this.writer = writer;
    }
  }

  private BenchmarkMusic(Path folder, Form form) throws IOException {
    this.folder = folder;
    int frames = (int) (SECONDS * RATE);
    int stride = (int) ((SECONDS - OVERLAP) * RATE);
    float[][] tape = TestMusic.of(2, frames + stride, RATE, 1);
    first = WavFile.open(form.writer.write(file("0.wav"), TestMusic.cut(tape, 0, frames)));
    second = WavFile.open(form.writer.write(file("1.wav"), TestMusic.cut(tape, stride, frames)));
    seed = SeedBuilder.build(first, OVERLAP, SECONDS, file("1.seed.wav"));
  }

  /** Writes the files. */
  public static BenchmarkMusic open(Form form) throws IOException {
    return new BenchmarkMusic(Files.createTempDirectory("worksound-benchmark"), form);
  }

  /** A file of that name in the folder. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /** Where the first segment lies. */
  public Path segment() {
    return first.path();
  }

  public WavFile first() {
    return first;
  }

  public WavFile second() {
    return second;
  }

  public WavFile seed() {
    return seed;
  }

  @Override
  public void close() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
