package worksound.server;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import worksound.testing.JavaProcess;

/** The server as a process of its own, which can be killed. */
public final class ServerProcess implements AutoCloseable {

  static final Pattern LISTENING = Pattern.compile("listening on http://127\\.0\\.0\\.1:(\\d+)");

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final Process process;
  private final int port;

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
        // What it says from here on must not fill the pipe.
        Thread drain = new Thread(() -> keep(output), "server process output");
        drain.setDaemon(true);
        drain.start();
        return Integer.parseInt(listening.group(1));
      }
      heading.append(line).append('\n');
    }
    throw new AssertionError("it ended: " + heading);
  }

  private void keep(BufferedReader output) {
    try {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        said.add(line);
      }
    } catch (IOException closed) {
      // Ending a process closes its output under whoever reads it.
      said.add("the process was ended");
    }
  }

  /** The lines of its log since it listens. */
  List<String> said() {
    return said;
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
    HttpRequest request = HttpRequest.newBuilder(uri(path)).header("Content-Type", "application/json")
      .POST(HttpRequest.BodyPublishers.ofString(body.encode())).build();
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

  /** As SIGTERM: it ends by itself. @return whether it did within 20 s */
  boolean terminate() throws InterruptedException {
    return terminate(20);
  }

  boolean terminate(int seconds) throws InterruptedException {
    process.destroy();
    return process.waitFor(seconds, SECONDS);
  }

  /** Asks it to end, without waiting. */
  void beginToTerminate() {
    process.destroy();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
