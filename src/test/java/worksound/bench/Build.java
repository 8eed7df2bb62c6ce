package worksound.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Time to build the jar from nothing but the sources, and what the last run of all tests took. */
final class Build implements Measure {

  private static final List<String> SOURCES = List.of("pom.xml", "src/main", "webroot", "conf");
  private static final Path REPORTS = Path.of("target", "surefire-reports");
  private static final Pattern TIME = Pattern.compile("<testsuite [^>]*?\\btime=\"([0-9.,]+)\"[^>]*?\\btests=\"(\\d+)\"", Pattern.DOTALL);

  @Override
  public List<Row> take() throws Exception {
    return Stream.concat(Stream.of(Row.of("cold build of the jar", coldBuildSeconds(), "s").note("dependencies are there")), testRun()).toList();
  }

  private static double coldBuildSeconds() throws IOException, InterruptedException {
    try (Folder folder = Folder.open()) {
      for (String source : SOURCES) {
        copy(Path.of(source), folder.path());
      }
      long begun = System.nanoTime();
      int code = new ProcessBuilder("mvn", "-q", "-B", "-f", folder.path().resolve("pom.xml").toString(), "package", "-Dmaven.test.skip=true")
        .redirectErrorStream(true).redirectOutput(Bench.FOLDER.resolve("build.log").toFile()).start().waitFor();
      if (code != 0) {
        throw new IOException("the build ended with " + code + ", see " + Bench.FOLDER.resolve("build.log"));
      }
      return (System.nanoTime() - begun) / 1e9;
    }
  }

  private static void copy(Path source, Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(source)) {
      for (Path each : all.toList()) {
        Path target = folder.resolve(each.toString());
        Files.createDirectories(target.getParent());
        if (!Files.isDirectory(each)) {
          Files.copy(each, target);
        }
      }
    }
  }

  /** Nothing where the tests have not run. */
  private static Stream<Row> testRun() throws IOException {
    if (!Files.isDirectory(REPORTS)) {
      return Stream.empty();
    }
    double seconds = 0;
    int tests = 0;
    try (Stream<Path> reports = Files.list(REPORTS)) {
      for (Path report : reports.filter(file -> file.toString().endsWith(".xml")).toList()) {
        Matcher suite = TIME.matcher(Files.readString(report));
        if (suite.find()) {
          seconds += Double.parseDouble(suite.group(1).replace(",", ""));
          tests += Integer.parseInt(suite.group(2));
        }
      }
    }
    return tests == 0 ? Stream.empty() : Stream.of(Row.of("last run of the tests", seconds, "s").note("%d tests, as their reports say", tests));
  }
}
