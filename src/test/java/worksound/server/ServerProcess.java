package worksound.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import worksound.testing.JavaProcess;

/** The server as a process of its own, which can be killed. */
public final class ServerProcess implements AutoCloseable {

  static final Pattern LISTENING = Pattern.compile("listening on http://127\\.0\\.0\\.1:(\\d+)");

  private static final long PATIENCE_NANOS = SECONDS.toNanos(30);

  private final HttpClient client = HttpClient.newHttpClient();
  /** Whoever waits for a line waits on it. */
  private final List<String> said = new ArrayList<>();
  private final Process process;
  private final int port;
  /** Reads what it says once it listens, which must not fill the pipe. */
  private final Thread drain = new Thread(this::drain, "server process output");

  /** Starts it in a folder and waits until it listens. */
  public ServerProcess(Path folder, JsonObject config) throws IOException {
    this(folder, config, JavaProcess.shortLived("-Xmx96m"));
  }

  /** The same with other settings of the JVM. */
  ServerProcess(Path folder, JsonObject config, List<String> jvm) throws IOException {
    this(folder, jvm, List.of("worksound.Main", "-conf", config.encode()), LISTENING);
  }

  /** A program of the test's own. @param listening the line that tells it is ready, with its port as a group */
  ServerProcess(Path folder, List<String> jvm, List<String> program, Pattern listening) throws IOException {
    process = JavaProcess.of(jvm, program).directory(folder.toFile()).redirectErrorStream(true).start();
    port = awaitPort(listening);
    drain.setDaemon(true);
    drain.start();
  }

  /** The settings of the JVM that run.sh starts the server with. */
  static List<String> jvmOfRunScript() throws IOException {
    return Pattern.compile("^jvm\\+?=\\(([^'\"\n]*)\\)", Pattern.MULTILINE).matcher(Files.readString(Path.of("run.sh"))).results()
      .flatMap(line -> Stream.of(line.group(1).split(" "))).toList();
  }

  private int awaitPort(Pattern ready) throws IOException {
    BufferedReader output = process.inputReader();
    StringBuilder heading = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher listening = ready.matcher(line);
      if (listening.find()) {
        return Integer.parseInt(listening.group(1));
      }
      heading.append(line).append('\n');
    }
    throw new AssertionError("it ended: " + heading);
  }

  private void drain() {
    BufferedReader output = process.inputReader();
    try {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        keep(line);
      }
    } catch (IOException closed) {
      // Killing a process closes its output under whoever reads it.
      keep("the process was killed");
    }
  }

  private void keep(String line) {
    synchronized (said) {
      said.add(line);
      said.notifyAll();
    }
  }

  /** The lines of its log since it listens that have come so far; all of them once it was asked to end and did. */
  List<String> said() {
    synchronized (said) {
      return List.copyOf(said);
    }
  }

  /** Waits until it has said a line with these words since it listens. */
  void awaitSaid(String words) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    synchronized (said) {
      while (said.stream().noneMatch(line -> line.contains(words))) {
        long left = NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          throw new AssertionError("it has not said “" + words + "”");
        }
        said.wait(left);
      }
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  public int port() {
    return port;
  }

  HttpResponse<byte[]> get(String path) throws Exception {
    return client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  public JsonObject status() throws Exception {
    return new JsonObject(new String(get("/session/status").body(), UTF_8));
  }

  JsonObject post(String path, JsonObject body) throws Exception {
    return send("POST", path, body);
  }

  JsonObject send(String method, String path, JsonObject body) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri(path)).header("Content-Type", "application/json")
      .method(method, HttpRequest.BodyPublishers.ofString(body.encode())).build();
    String answer = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    return answer.isEmpty() ? new JsonObject() : new JsonObject(answer);
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** As kill -9: nothing more is done by it. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** As SIGTERM: it ends by itself, and all that it says is read. @return whether it did within 20 s */
  boolean terminate() throws InterruptedException {
    return terminate(20);
  }

  boolean terminate(int seconds) throws InterruptedException {
    beginToTerminate();
    boolean hasEnded = process.waitFor(seconds, SECONDS);
    if (hasEnded) {
      drain.join(NANOSECONDS.toMillis(PATIENCE_NANOS));
    }
    return hasEnded;
  }

  /** Asks it to end, without waiting. Process.destroy() would close its output besides, and what it says while it ends would be lost. */
  void beginToTerminate() {
    process.toHandle().destroy();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
