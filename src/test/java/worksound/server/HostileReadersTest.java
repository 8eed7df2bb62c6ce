package worksound.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import worksound.acestep.AcestepStandIn;
import worksound.acestep.StandInOptions;
import worksound.testing.Requirement;

/** Those who send half of what they should, read next to nothing or come in crowds are got rid of, and one who listens never notices. */
@ExtendWith(VertxExtension.class)
@Timeout(120)
@Tag("long")
@Execution(ExecutionMode.CONCURRENT)
class HostileReadersTest {

  private static final int SEGMENT_SECONDS = 30;
  private static final int IDLE_SECONDS = 2;
  private static final int MAX_STREAMS = 100;
  private static final int PATIENCE_MILLIS = 20_000;
  private static final String HOST = "Host: localhost\r\n";

  private final List<Socket> sockets = new ArrayList<>();
  private AcestepStandIn acestep;
  private Server server;
  private Story story;
  private Listener listener;

  /** Segment 0 sounds, segment 1 waits. */
  @BeforeEach
  void play(Vertx vertx, @TempDir Path audioDir) throws Exception {
    acestep = AcestepStandIn.start(vertx, new StandInOptions().segment(SEGMENT_SECONDS, 2)).await();
    server = Server.start(vertx, audioDir, new JsonObject().put("acestep", new JsonObject().put("url", acestep.url()))
      .put("segment", new JsonObject().put("seconds", SEGMENT_SECONDS))
      .put("http", new JsonObject().put("idle_timeout_seconds", IDLE_SECONDS).put("sse_heartbeat_seconds", 1).put("max_event_streams", MAX_STREAMS)
        .put("max_connections", 2_000).put("max_connections_per_address", 2_000)));
    story = Story.read(server, null);
    listener = new Listener(server, "page", server.play("calm"));
    story.awaitEvent("segment_accepted", 0);
    listener.hear(0);
    story.awaitEvent("segment_accepted", 1);
  }

  @AfterEach
  void stop() throws Exception {
    for (Socket socket : sockets) {
      socket.close();
    }
    story.close();
    server.stop();
    assertThat(server.files()).allMatch(name -> name.equals("resume.json") || name.startsWith("session-" + listener.session));
    acestep.close().await();
  }

  private Socket open(String sent) throws IOException {
    Socket socket = new Socket();
    // As small as it gets, so that what is not read stays with the server.
    socket.setReceiveBufferSize(4_096);
    socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.getOutputStream().write(sent.getBytes(ISO_8859_1));
    sockets.add(socket);
    return socket;
  }

  /** One whose requests are whole is served at once and hears every segment. */
  private void hearNext() throws Exception {
    int next = listener.newest + 1;
    story.awaitEvent("segment_accepted", next);
    listener.hear(next);
    assertThat(server.status().getString("state")).isEqualTo("playing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET /session/sta", "GET /session/status HTTP/1.1\r\nHost: loc", "GET /session/status HTTP/1.1\r\n" + HOST,
    "POST /session/stop HTTP/1.1\r\n" + HOST + "Content-Length: 9\r\n\r\n{\"a\"",
    "PUT /session/prompt HTTP/1.1\r\n" + HOST + "Content-Type: application/json\r\nContent-Length: 99\r\n\r\n{\"prompt\": \"theirs",
    "PUT /session/prompt HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n20\r\n{\"prompt\": \"theirs"})
  void oneWhoStopsInTheMiddleIsHungUpOnAndNothingIsDone(String half) throws Exception {
    InputStream in = open(half).getInputStream();
    hearNext();
    assertThat(endOf(in)).as("no answer to half a request").isEmpty();
    assertThat(server.status().getJsonObject("prompt").getValue("pending")).isNull();
    hearNext();
  }

  /** Every byte begins the idle timeout anew, the time for the whole request is not. */
  @ParameterizedTest
  @ValueSource(strings = {"GET /session/status HTTP/1.1\r\n" + HOST + "X: ", "PUT /session/prompt HTTP/1.1\r\n" + HOST + "Content-Length: 999\r\n\r\n",
    "GET /session/events HTTP/1.1\r\n" + HOST + "Content-Length: 999\r\n\r\n"})
  void oneWhoDripsARequestIsHungUpOnInTime(String half) throws Exception {
    open(half);
    Socket dripping = sockets.get(sockets.size() - 1);
    long begun = System.nanoTime();
    try {
      while (System.nanoTime() - begun < 5 * IDLE_SECONDS * 1_000_000_000L) {
        dripping.getOutputStream().write('x');
        hearNothing(dripping, IDLE_SECONDS * 1_000 / 4);
      }
    } catch (SocketException hungUp) {
      hearNext();
      return;
    }
    throw new AssertionError("it is still listened to");
  }

  /** Waits, unless the connection ends: a write after that fails. */
  private static void hearNothing(Socket socket, int millis) throws IOException {
    socket.setSoTimeout(millis);
    try {
      while (socket.getInputStream().read() >= 0) { }
    } catch (SocketTimeoutException silent) {
      return;
    }
    throw new SocketException("it hung up");
  }

  @Test
  void oneWhoReadsASegmentAtAKilobyteNowAndThenHoldsUpNobody() throws Exception {
    InputStream in = open("GET /audio/current.wav HTTP/1.1\r\n" + HOST + "\r\n").getInputStream();
    String head = Listener.head(in);
    assertThat(head).startsWith("HTTP/1.1 200").contains("X-Segment-Index: 1\r\n");
    long bytes = Long.parseLong(head.replaceAll("(?s).*content-length: (\\d+).*", "$1"));
    for (int times = 0; times < 3; times++) {
      assertThat(in.readNBytes(1_024)).hasSize(1_024);
      hearNext();
    }
    awaitIdleTimeout();
    awaitIdleTimeout();
    assertThat(3 * 1_024 + endOf(in).length).as("the rest is not waited for").isLessThan((int) bytes);
    hearNext();
  }

  @Test
  void aThousandStreamsAreTooManyAndSaidSo() throws Exception {
    int open = 1;
    for (int number = 0; number < 1_000; number++) {
      InputStream in = open("GET /session/events HTTP/1.1\r\n" + HOST + "\r\n").getInputStream();
      String head = Listener.head(in);
      if (head.startsWith("HTTP/1.1 200")) {
        open++;
      } else {
        assertThat(head).startsWith("HTTP/1.1 503").containsIgnoringCase("retry-after: 10");
      }
    }
    assertThat(open).isEqualTo(MAX_STREAMS);
    hearNext();
    for (Socket socket : sockets) {
      socket.close();
    }
    while (!canStream()) {
      hearNext();
    }
  }

  /** A stream that takes nothing more is silent, and goes the way of all that is silent. */
  @Test
  @Requirement("B15")
  void oneWhoNeverReadsItsStreamIsHungUpOn() throws Exception {
    for (int number = 1; number < MAX_STREAMS; number++) {
      assertThat(Listener.head(open("GET /session/events HTTP/1.1\r\n" + HOST + "\r\n").getInputStream())).startsWith("HTTP/1.1 200");
    }
    for (Socket socket : sockets.subList(1, sockets.size())) {
      socket.close();
    }
    InputStream stalled = sockets.get(0).getInputStream();
    for (int change = 0; change < 900; change++) {
      String prompt = (change % 2 == 0 ? "calm " : "rain ").repeat(390);
      assertThat(server.send(HttpMethod.PUT, "/session/prompt", new JsonObject().put("prompt", prompt)).statusCode()).isEqualTo(200);
    }
    awaitIdleTimeout();
    awaitIdleTimeout();
    assertThat(new String(endOf(stalled), ISO_8859_1).split("event: prompt_changed").length).as("it ends, and not all was kept for it").isLessThan(901);
    hearNext();
  }

  private boolean canStream() throws Exception {
    try {
      Story.read(server, null).close();
      return true;
    } catch (AssertionError full) {
      return false;
    }
  }

  /** Comes back when one that is silent from now on has been hung up on. */
  private void awaitIdleTimeout() throws IOException {
    assertThat(endOf(open("").getInputStream())).isEmpty();
  }

  /** What still comes until the connection ends, by a reset too. */
  private static byte[] endOf(InputStream in) throws IOException {
    var rest = new ByteArrayOutputStream();
    try {
      in.transferTo(rest);
    } catch (SocketException reset) {
      return rest.toByteArray();
    }
    return rest.toByteArray();
  }
}
