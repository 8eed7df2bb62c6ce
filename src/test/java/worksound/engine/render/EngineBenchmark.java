package worksound.engine.render;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import worksound.engine.repaint.PromptAndSeed;

/** The built-in engine recording 60 s to a WAV, in no more than 64 MB of heap and on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx64m"})
@Warmup(iterations = 4)
@Measurement(iterations = 7)
public class EngineBenchmark {

  /** Length of what is recorded. */
  public static final double SECONDS = 60;
  private static final String PROMPT = "instrumental ambient focus music, smooth continuous texture, no vocals, stable rhythm";

  private final Renderer renderer = new Renderer(part -> { }, () -> false);
  private Path file;
  private long seed;

  /** Makes the file. */
  @Setup(Level.Trial)
  public void begin() throws IOException {
    file = Files.createTempFile("worksound-benchmark", ".wav");
  }

  /** Deletes it. */
  @TearDown(Level.Trial)
  public void end() throws IOException {
    Files.delete(file);
  }

  /** A piece from its beginning, each time another one. */
  @Benchmark
  public void compose() throws IOException, RenderException {
    renderer.record(new RenderTask(new PromptAndSeed(PROMPT, ++seed), SECONDS, null, 0, -1, 0, false), file);
  }
}
