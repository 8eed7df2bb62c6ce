package worksound.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the figures were taken on. */
final class Machine {

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final Path LOAD = Path.of("/proc/loadavg");

  private Machine() {
  }

  /** Processor, cores, system and Java, and how busy it is. */
  static String describe() throws IOException {
    String model = Files.exists(PROCESSORS) ? Files.readAllLines(PROCESSORS).stream().filter(line -> line.startsWith("model name"))
      .map(line -> line.replaceFirst(".*:\\s*", "")).findFirst().orElse("unknown processor") : System.getProperty("os.arch");
    String load = Files.exists(LOAD) ? ", load " + Files.readString(LOAD).split(" ")[0] : "";
    return model.replaceAll("\\s+", " ") + ", " + Runtime.getRuntime().availableProcessors() + " cores, "
      + System.getProperty("os.name") + " " + System.getProperty("os.version").replaceFirst("[^0-9.].*", "")
      + ", Java " + Runtime.version().feature() + load;
  }
}
