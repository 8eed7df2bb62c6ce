package worksound.audio.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import worksound.audio.BenchmarkMusic;
import worksound.wav.WavFile;

/** Cutting the tail of a 60 s segment and building the next seed, beside the plain copy of the same bytes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 3, time = 1)
public class SeedBenchmark {

  /** How the samples lie in the file. */
  @Param({"PCM_16", "FLOAT_32"})
  public BenchmarkMusic.Form form;

  private BenchmarkMusic music;
  private WavFile source;
  private WavFile seed;

  /** Writes the source. */
  @Setup(Level.Trial)
  public void begin() throws IOException {
    music = BenchmarkMusic.open(form);
    source = music.first();
    seed = music.seed();
  }

  /** Deletes everything. */
  @TearDown(Level.Trial)
  public void end() throws IOException {
    music.close();
  }

  /** What is measured. */
  @Benchmark
  public Object build() throws IOException {
    return SeedBuilder.build(source, BenchmarkMusic.OVERLAP, BenchmarkMusic.SECONDS, music.file("built.wav"));
  }

  /** The plain copy of as many bytes. */
  @Benchmark
  public long transferTo() throws IOException {
    Path copy = music.file("copy.wav");
    try (FileChannel in = FileChannel.open(seed.path(), StandardOpenOption.READ);
         FileChannel out = FileChannel.open(copy, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
      long size = in.size();
      long done = 0;
      while (done < size) {
        done += in.transferTo(done, size - done, out);
      }
      return done;
    }
  }
}
