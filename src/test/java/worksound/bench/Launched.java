package worksound.bench;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import worksound.soak.Resident;

/** A process that says where it listens; what else it says is kept in a file. It ends with this. */
final class Launched implements AutoCloseable {

  private static final Pattern LISTENING = Pattern.compile("listening on http://127\\.0\\.0\\.1:(\\d+)");
  private static final int PATIENCE_SECONDS = 60;

  private final long begunNanos = System.nanoTime();
  private final Process process;
  private final CompletableFuture<Integer> port = new CompletableFuture<>();
  private volatile boolean closed;

  private Launched(String name, List<String> command) throws IOException {
    Path log = Bench.FOLDER.resolve(name + ".log");
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    Thread reader = new Thread(() -> keep(log), name + " log");
    reader.setDaemon(true);
    reader.start();
  }

  /** The packaged server as {@code run.sh} starts it. @param config what differs from the defaults, without the port and the folder */
  static Launched worksound(String name, JsonObject config, Path audio) throws IOException {
    JsonObject own = new JsonObject().put("http", new JsonObject().put("port", 0)).put("audio", new JsonObject().put("dir", audio.toString()));
    List<String> command = new ArrayList<>(Settings.java());
    command.addAll(List.of("-jar", Settings.JAR.toString(), "-conf", own.mergeIn(config, true).encode()));
    return new Launched(name, command);
  }

  /** A main class of the tests, with the packaged server's classes. @param java the command up to the class path */
  static Launched main(String name, List<String> java, Class<?> main) throws IOException {
    List<String> command = new ArrayList<>(java);
    command.addAll(List.of("-cp", Settings.JAR + ":" + Path.of("target", "test-classes").toAbsolutePath(), main.getName()));
    return new Launched(name, command);
  }

  private void keep(Path log) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8); var kept = Files.newBufferedWriter(log)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        kept.write(line + "\n");
        kept.flush();
        Matcher listening = LISTENING.matcher(line);
        if (listening.find()) {
          port.complete(Integer.valueOf(listening.group(1)));
        }
      }
      port.completeExceptionally(new IllegalStateException("the process ended, see " + log));
    } catch (IOException e) {
      if (!closed) {        // ending a process closes its output under whoever reads it
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Its port, as soon as it listens. */
  int port() throws Exception {
    return port.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** When it was started, on the clock of {@link System#nanoTime}. */
  long begunNanos() {
    return begunNanos;
  }

  /** Resident memory in MB; NaN where the system does not tell. */
  double residentMegabytes() {
    return Resident.megabytes(process.pid());
  }

  /** Processor time that it takes during the next so many milliseconds, in percent of a core. */
  double processorPercent(long millis) throws InterruptedException {
    Duration before = process.info().totalCpuDuration().orElseThrow();
    Thread.sleep(millis);
    return process.info().totalCpuDuration().orElseThrow().minus(before).toNanos() / 1e4 / millis;
  }

  /** Heap in MB that is in use after a full collection. */
  double liveHeapMegabytes() throws IOException, InterruptedException {
    jcmd("GC.run");
    Matcher used = Pattern.compile("total \\d+K, used (\\d+)K").matcher(jcmd("GC.heap_info"));
    double kilobytes = 0;
    while (used.find()) {
      kilobytes += Double.parseDouble(used.group(1));
    }
    return kilobytes / 1024;
  }

  private String jcmd(String question) throws IOException, InterruptedException {
    Process asked = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(process.pid()), question)
      .redirectErrorStream(true).start();
    String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (asked.waitFor() != 0) {
      throw new IOException("jcmd " + question + ": " + answer);
    }
    return answer;
  }

  @Override
  public void close() {
    closed = true;
    process.destroy();
    process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).whenComplete((ended, late) -> process.destroyForcibly()).join();
  }
}
