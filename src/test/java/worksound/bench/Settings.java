package worksound.bench;

import java.nio.file.Path;
import java.util.List;

/** How {@code run.sh} starts the server. */
final class Settings {

  static final Path JAR = Path.of("target", "worksound.jar").toAbsolutePath();

  private Settings() {
  }

  /** The command up to what is run; it comes with a word a line. */
  static List<String> java() {
    String command = System.getProperty("bench.java");
    if (command == null) {
      throw new IllegalStateException("bench.java is not set, expected the java command with the JVM settings of run.sh; run ./run.sh bench");
    }
    return List.of(command.split("\n"));
  }

  /** The same without the archive of classes. */
  static List<String> javaWithoutArchive() {
    return java().stream().filter(argument -> !argument.startsWith("-XX:SharedArchiveFile")).toList();
  }
}
