package worksound.audio.analysis.boundary;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import worksound.audio.TestMusic;
import worksound.dsp.Loudness;

/** What the boundary of a 60 s segment costs beside its loudness, its samples at hand; on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx192m"})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class BoundaryBenchmark {

  private static final int RATE = 48_000;

  private float[][] segment;

  /** Makes the segment. */
  @Setup(Level.Trial)
  public void begin() {
    segment = TestMusic.of(2, 60 * RATE, RATE, 1);
  }

  /** The boundary at 15 s. */
  @Benchmark
  public Object boundary() {
    BoundaryMeter meter = new BoundaryMeter(RATE, 15L * RATE);
    meter.add(segment, 0, segment[0].length);
    return meter.measure();
  }

  /** The baseline: integrated loudness of the same samples. */
  @Benchmark
  public Object loudness() {
    Loudness loudness = new Loudness(2, RATE);
    loudness.add(segment, segment[0].length);
    return loudness.lufs();
  }
}
