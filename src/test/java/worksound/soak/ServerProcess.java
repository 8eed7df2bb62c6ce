package worksound.soak;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged server as {@code run.sh} starts it, in a process of its own. */
final class ServerProcess implements AutoCloseable {

  private static final Pattern LISTENING = Pattern.compile("listening on (http://\\S+:\\d+)");
  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final CompletableFuture<String> url = new CompletableFuture<>();
  private volatile boolean closed;

  /**
   * @param config what differs from the defaults
   * @param log    where what it says is kept
   */
  ServerProcess(JsonObject config, Path log) throws IOException {
    process = new ProcessBuilder("./run.sh", "-conf", config.encode()).redirectErrorStream(true).start();
    Thread reader = new Thread(() -> keep(log), "server log");
    reader.setDaemon(true);
    reader.start();
  }

  private void keep(Path log) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
         var kept = Files.newBufferedWriter(log)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        kept.write(line + "\n");
        kept.flush();
        Matcher listening = LISTENING.matcher(line);
        if (listening.find()) {
          url.complete(listening.group(1) + "/");
        }
      }
      url.completeExceptionally(new IllegalStateException("the server ended, see " + log));
    } catch (IOException e) {
      if (!closed) {        // ending a process closes its output under whoever reads it
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Its address, as soon as it listens. */
  String url() throws Exception {
    return url.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Resident memory in MB; NaN where the system does not tell. */
  double residentMegabytes() {
    return Resident.megabytes(process.pid());
  }

  @Override
  public void close() {
    closed = true;
    process.destroy();
    process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).whenComplete((ended, late) -> process.destroyForcibly()).join();
  }
}
