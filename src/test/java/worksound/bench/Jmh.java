package worksound.bench;

import java.nio.file.Path;
import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.Statistics;

/** Runs a class of JMH benchmarks; what JMH says goes to a file. */
final class Jmh {

  private final Collection<RunResult> results;

  private Jmh(Collection<RunResult> results) {
    this.results = results;
  }

  /** Runs every benchmark of a class. */
  static Jmh run(Class<?> benchmarks, String... jvmArguments) throws RunnerException {
    // Others may run JMH on this machine; one benchmark at a time is kept here by itself.
    System.setProperty("jmh.ignoreLock", "true");
    Path log = Bench.FOLDER.resolve("jmh-" + benchmarks.getSimpleName() + ".log");
    ChainedOptionsBuilder options = new OptionsBuilder().include("\\b" + benchmarks.getName().replace(".", "\\.") + "\\.")
      .output(log.toString()).shouldFailOnError(true);
    return new Jmh(new Runner((jvmArguments.length == 0 ? options : options.jvmArgsAppend(jvmArguments)).build()).run());
  }

  /** The median of one benchmark in its unit. @param parameter a parameter's value, null where there is none */
  double median(String benchmark, String parameter) {
    for (RunResult result : results) {
      boolean wanted = result.getParams().getBenchmark().endsWith("." + benchmark);
      if (wanted && (parameter == null || result.getParams().getParamsKeys().stream()
        .anyMatch(key -> result.getParams().getParam(key).equals(parameter)))) {
        Statistics statistics = result.getPrimaryResult().getStatistics();
        return statistics.getPercentile(50);
      }
    }
    throw new IllegalArgumentException("no benchmark " + benchmark + " with " + parameter);
  }
}
