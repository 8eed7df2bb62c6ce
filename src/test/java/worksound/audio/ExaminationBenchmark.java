package worksound.audio;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import worksound.config.GateConfig;

/**
 * Prints what a 60 s segment with 15 s of overlap costs the server, step by step, on one core, against the plain copy of its file.
 * Run it with the test class path: {@code java -cp … worksound.audio.ExaminationBenchmark}.
 */
public final class ExaminationBenchmark {

  private static final int RATE = 48_000;
  private static final double SECONDS = 60;
  private static final double OVERLAP = 15;
  private static final int ROUNDS = 10;

  private final PrintStream out;
  private final Path folder;

  private ExaminationBenchmark(PrintStream out, Path folder) {
    this.out = out;
    this.folder = folder;
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  /** Prints the table. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory("worksound-benchmark");
    try {
      new ExaminationBenchmark(System.out, folder).run("PCM 16", TestWav.pcm(16));
      new ExaminationBenchmark(System.out, folder).run("float 32", TestWav.floats(32));
    } finally {
      try (var files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private void run(String name, TestWav form) throws IOException {
    int frames = (int) (SECONDS * RATE);
    int stride = (int) ((SECONDS - OVERLAP) * RATE);
    float[][] tape = TestMusic.of(2, frames + stride, RATE, 1);
    WavFile source = WavFile.open(form.write(folder.resolve("0.wav"), TestMusic.cut(tape, 0, frames)));
    WavFile next = WavFile.open(form.write(folder.resolve("1.wav"), TestMusic.cut(tape, stride, frames)));
    WavFile seed = SeedBuilder.build(source, OVERLAP, SECONDS, folder.resolve("seed.wav"));
    Examiner examiner = new Examiner(OVERLAP, new Gate(SECONDS, new GateConfig(2, 12, 0.5)));
    int overlap = (int) (OVERLAP * RATE);
    float[][] sent = SampleReader.read(seed, 0, overlap);
    float[][] came = SampleReader.read(next, 0, overlap);
    out.printf("%s, 60 s stereo at 48 kHz: milliseconds, first and median of %d%n", name, ROUNDS);
    time("copying the file (baseline)", () -> Files.write(folder.resolve("copy"), Files.readAllBytes(next.path())));
    time("everything that examining takes", () -> examiner.examine(next, Optional.of(seed), Optional.of(source)));
    time("  of it the seam", () -> SeamMeter.measure(sent, came, RATE));
    time("dithering to 16 bits", () -> PageWav.write(next, folder.resolve("page.wav")));
    time("cutting the tail and building the seed", () -> SeedBuilder.build(next, OVERLAP, SECONDS, folder.resolve("2.wav")));
  }

  private void time(String name, Step step) throws IOException {
    double[] millis = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long begun = System.nanoTime();
      step.run();
      millis[round] = (System.nanoTime() - begun) / 1e6;
    }
    double first = millis[0];
    java.util.Arrays.sort(millis);
    out.printf("  %-42s %7.1f %7.1f%n", name, first, millis[ROUNDS / 2]);
  }
}
