package worksound.browsers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A display that nobody looks at, for browsers that need one. */
public final class Display implements AutoCloseable {

  private static final int START_SECONDS = 30;

  private final Process server;
  private final String name;

  /** Starts it. @param folder for its files, which the caller deletes */
  public Display(Path folder) throws IOException {
    Path number = folder.resolve("display");
    server = new ProcessBuilder("sh", "-c", "exec Xvfb -displayfd 3 -screen 0 1400x1000x24 3>" + number).redirectErrorStream(true)
      .redirectOutput(folder.resolve("display.log").toFile()).start();
    for (int i = 0; i < 10 * START_SECONDS && (!Files.exists(number) || Files.size(number) == 0); i++) {
      Processes.pause(100);
    }
    name = ":" + (Files.exists(number) ? Files.readString(number).strip() : "");
    if (name.length() == 1) {
      Processes.end(server);
      throw new AssertionError("Xvfb did not start: " + Files.readString(folder.resolve("display.log")));
    }
  }

  /** What a browser's process needs in its environment to draw here. */
  public Map<String, String> environment() {
    return Map.of("DISPLAY", name);
  }

  @Override
  public void close() {
    Processes.end(server);
  }
}
