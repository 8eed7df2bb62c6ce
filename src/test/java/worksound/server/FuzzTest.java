package worksound.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import worksound.acestep.AcestepStandIn;
import worksound.acestep.StandInOptions;
import worksound.testing.Requirement;

/** Whatever is sent to whatever path: an answer that is documented, at once, and a server that goes on as if nothing had been. */
@ExtendWith(VertxExtension.class)
@Timeout(120)
class FuzzTest {

  private static final long SEED = 20_261_122;
  private static final int REQUESTS = 600;
  private static final int MAX_STREAMS = 8;
  /** What a request can be answered with, besides the closing of its connection when it is not HTTP. */
  private static final Set<Integer> ANSWERS = Set.of(200, 204, 206, 303, 304, 400, 401, 403, 404, 405, 409, 410, 413, 414, 416, 431);
  private static final int PATIENCE_MILLIS = 30_000;
  /** Files and sockets that a warm server holds more than a cold one. */
  private static final int WARM_DESCRIPTORS = 60;

  private final Map<Integer, Integer> answers = new TreeMap<>();
  private AcestepStandIn acestep;
  private Server server;

  @BeforeEach
  void start(Vertx vertx, @TempDir Path audioDir) throws Exception {
    acestep = AcestepStandIn.start(vertx, new StandInOptions().segment(6, 2)).await();
    server = Server.start(vertx, audioDir, new JsonObject().put("acestep", new JsonObject().put("url", acestep.url()))
      .put("http", new JsonObject().put("max_event_streams", MAX_STREAMS)));
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
    acestep.close().await();
  }

  @Test
  @Requirement("B15")
  void nothingThatIsSentHurts() throws Exception {
    long before = descriptors();
    RandomRequests requests = new RandomRequests(SEED);
    for (int number = 0; number < REQUESTS; number++) {
      send(requests.next(), number);
    }
    assertThat(answers.keySet()).as("the requests were as different as they should be: %s", answers).contains(200, 400, 403, 404, 405, 413);
    assertThat(server.get("/health").statusCode()).isEqualTo(200);
    assertThatStreamsAreFree();
    assertThatMusicIsMadeAndCleared();
    assertThat(acestep.violations()).isEmpty();
    assertThat(descriptors()).isLessThan(before + WARM_DESCRIPTORS);
  }

  private void send(RandomRequests.Sent request, int number) throws IOException {
    String what = "seed " + SEED + " request " + number + ": " + request.head();
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request.bytes());
      if (request.whole()) {
        int status = answer(socket.getInputStream(), what);
        answers.merge(status, 1, Integer::sum);
        boolean isStreamTooMany = status == 503 && request.head().startsWith("GET /session/events");
        assertThat(isStreamTooMany || ANSWERS.contains(status)).as("%s: %d", what, status).isTrue();
      }
    } catch (SocketException e) {
      // Refused before the whole body was sent: the answer may be lost with the connection.
      assertThat(request.bytes().length).as(what + ": " + e.getMessage()).isGreaterThan(8_000);
    }
  }

  /** Reads to the end, but of a stream of events only the head. */
  private static int answer(InputStream in, String what) throws IOException {
    String head = head(in);
    if (head.startsWith("HTTP/1.1 100 ")) {
      head = head(in);
    }
    assertThat(head).as(what).matches("(?s)HTTP/1\\.[01] \\d{3}.*").doesNotContain("X-Injected", "\u0001");
    if (!head.contains("text/event-stream")) {
      String body = new String(in.readAllBytes(), ISO_8859_1);
      assertThat(body).as(what).doesNotContain("root:x:", "<project", "Exception", "\tat ");
    }
    return Integer.parseInt(head.substring(9, 12));
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int c = in.read();
      if (c < 0) {
        break;
      }
      head.append((char) c);
    }
    return head.toString();
  }

  /** Every stream that was opened has been let go: as many as are allowed can be opened again. */
  private void assertThatStreamsAreFree() throws Exception {
    Story[] stories = new Story[MAX_STREAMS];
    for (int tries = 0, open = 0; open < MAX_STREAMS; tries++) {
      assertThat(tries).as("event streams that were never let go: %d of %d are free", open, MAX_STREAMS).isLessThan(1_000);
      try {
        stories[open] = Story.read(server, null);
        open++;
      } catch (AssertionError busy) {
        server.status();
      }
    }
    for (Story story : stories) {
      story.close();
    }
  }

  private void assertThatMusicIsMadeAndCleared() throws Exception {
    server.send(HttpMethod.POST, "/session/stop", new JsonObject());
    String session = server.play("calm");
    while (server.get("/audio/0.wav?session=" + session).statusCode() != 200) {
      assertThat(server.status().getString("state")).isEqualTo("generating");
    }
    server.send(HttpMethod.POST, "/session/stop", new JsonObject());
    assertThat(server.status().getString("state")).isEqualTo("idle");
  }

  private static long descriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system ? system.getOpenFileDescriptorCount() : 0;
  }
}
