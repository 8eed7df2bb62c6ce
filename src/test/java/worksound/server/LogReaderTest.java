package worksound.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import worksound.testing.JavaProcess;

/** A log that nobody reads, on a stopped terminal or a stuck pipe, stops nothing. */
@Timeout(90)
@Tag("long")
class LogReaderTest {

  private static final Pattern LISTENING = Pattern.compile("listening on (http://[^ ]+)");
  /** More lines of 400 characters than a pipe, the queue of the log and its writer hold together. */
  private static final int CHANGES = 3_000;

  private final HttpClient client = HttpClient.newHttpClient();
  private URI server;

  @Test
  void theServerGoesOnWhileNobodyReadsItsLogAndCountsWhatIsMissingInIt(@TempDir Path folder) throws Exception {
    JsonObject config = new JsonObject().put("http", new JsonObject().put("port", 0))
      .put("audio", new JsonObject().put("dir", folder.resolve("audio").toString()));
    Process process = JavaProcess.inOneStream(List.of(), "worksound.Main", "-conf", config.encode()).start();
    try (BufferedReader log = process.inputReader()) {
      server = listening(log);
      assertThat(send("POST", "/session/start", "calm")).isEqualTo(200);
      for (int i = 0; i < CHANGES; i++) {
        assertThat(send("PUT", "/session/prompt", "calm ".repeat(60) + i)).isEqualTo(200);
      }
      assertThat(send("GET", "/health", null)).isEqualTo(200);
      assertThat(send("POST", "/session/stop", null)).isEqualTo(200);
      process.toHandle().destroy(); // which leaves its output open
      List<String> lines = log.lines().toList();
      assertThat(process.waitFor(30, SECONDS)).isTrue();
      assertThat(lines).as("lines that were kept").hasSizeBetween(500, CHANGES - 1);
    } finally {
      process.destroyForcibly();
    }
  }

  private static URI listening(BufferedReader log) throws Exception {
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      Matcher found = LISTENING.matcher(line);
      if (found.find()) {
        return URI.create(found.group(1));
      }
    }
    throw new AssertionError("it ended");
  }

  private int send(String method, String path, String prompt) throws Exception {
    HttpRequest.BodyPublisher body = prompt == null ? HttpRequest.BodyPublishers.noBody()
      : HttpRequest.BodyPublishers.ofString(new JsonObject().put("prompt", prompt).encode());
    return client.send(HttpRequest.newBuilder(server.resolve(path)).method(method, body).header("Content-Type", "application/json")
      .timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}
