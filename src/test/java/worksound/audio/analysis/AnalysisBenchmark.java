package worksound.audio.analysis;

import java.io.IOException;
import java.util.Optional;
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
import worksound.config.GateConfig;

/** Everything that is measured on a 60 s segment when it arrives: seam, quality gate, loudness, novelty; on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx192m"})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class AnalysisBenchmark {

  /** How the samples lie in the file. */
  @Param({"PCM_16", "FLOAT_32"})
  public BenchmarkMusic.Form form;

  private BenchmarkMusic music;
  private SegmentAnalyzer analyzer;

  /** Writes the segments. */
  @Setup(Level.Trial)
  public void begin() throws IOException {
    music = BenchmarkMusic.open(form);
    analyzer = new SegmentAnalyzer(BenchmarkMusic.OVERLAP, new Gate(BenchmarkMusic.SECONDS, new GateConfig(2, 12, 0.5, 5)));
  }

  /** Deletes everything. */
  @TearDown(Level.Trial)
  public void end() throws IOException {
    music.close();
  }

  /** What is measured. */
  @Benchmark
  public Object analyze() throws IOException {
    return analyzer.analyze(music.second(), Optional.of(music.seed()), Optional.of(music.first()));
  }
}
