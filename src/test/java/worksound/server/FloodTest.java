package worksound.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import worksound.testing.Requirement;

/** Crowds that send and do not read, against the server in the heap that run.sh gives it. */
@Timeout(180)
@Tag("long")
class FloodTest {

  private static final int SMALL_WINDOW_BYTES = 4_096;
  private static final int PIPELINING = 200;
  private static final int REPLAYING = 100;
  private static final int DOWNLOADING = 50;
  /** Bytes that each connection tries to send; most of them fit no further than the socket. */
  private static final int FLOOD_BYTES = 4 << 20;
  private static final String HOST = "Host: localhost\r\n";
  private static final String TINY_FIELDS = "a:\r\n".repeat(2_000);

  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<SocketChannel> sockets = new ArrayList<>();
  private ServerProcess server;

  /** Segment 0 is there. */
  @BeforeEach
  void play(@TempDir Path folder) throws Exception {
    server = new ServerProcess(folder, new JsonObject()
      .put("http", new JsonObject().put("port", 0).put("max_event_streams", 150).put("max_connections", 900).put("max_connections_per_address", 800))
      .put("audio", new JsonObject().put("dir", folder.resolve("audio").toString()))
      .put("segment", new JsonObject().put("seconds", 30)), ServerProcess.jvmOfRunScript());
    server.post("/session/start", new JsonObject().put("prompt", "calm"));
    try (Socket stream = new Socket("127.0.0.1", server.port())) {
      events(stream, null, "event: segment_accepted");
    }
  }

  @AfterEach
  void stop() throws IOException {
    for (SocketChannel socket : sockets) {
      socket.close();
    }
    server.close();
  }

  @Test
  @Requirement("B10")
  void crowdsThatDoNotReadNeitherStopTheServerNorTakeItsMemory() throws Exception {
    String firstId = fillTheReplay();
    for (int number = 0; number < REPLAYING; number++) {
      write(open(), "GET /session/events HTTP/1.1\r\n" + HOST + "Last-Event-ID: " + firstId + "\r\n\r\n");
    }
    for (int number = 0; number < DOWNLOADING; number++) {
      write(open(), "GET /audio/0.wav HTTP/1.1\r\n" + HOST + "\r\n");
    }
    for (String request : List.of("GET /openapi.json HTTP/1.1\r\n" + HOST + "\r\n", "GET /session/status HTTP/1.1\r\n" + HOST + "\r\n",
      "GET / HTTP/1.1\r\n" + HOST + "\r\n", "GET /x HTTP/1.1\r\n" + HOST + TINY_FIELDS + "\r\n", "GET / HTTP/1.1\r\n" + HOST + TINY_FIELDS,
      "POST /session/stop HTTP/1.1\r\nHost: elsewhere\r\nContent-Length: 2\r\n\r\n{}")) {
      flood(request, FLOOD_BYTES);
      flood(request, 4 * request.length());
      assertThat(status("/health/live")).isEqualTo(204);
      assertThat(status("/")).isEqualTo(200);
      assertThat(server.isAlive()).isTrue();
    }
    assertThat(server.status().getString("session_id")).isNotNull();
    assertThat(server.terminate(15)).as("it ends although nobody reads the downloads").isTrue();
    assertThat(server.said()).noneMatch(line -> line.contains("OutOf") || line.contains("ERROR") || line.contains("\tat "));
  }

  /** Opens connections that send so many bytes of {@code request} repeated and read nothing, and closes them at last. */
  private void flood(String request, int bytes) throws Exception {
    List<SocketChannel> flood = new ArrayList<>();
    for (int number = 0; number < PIPELINING; number++) {
      flood.add(open());
    }
    ByteBuffer block = ByteBuffer.wrap(request.repeat(Math.max(1, Math.min(32_768, bytes) / request.length())).getBytes(ISO_8859_1));
    for (int sent = 0; sent < bytes; sent += block.capacity()) {
      for (SocketChannel socket : flood) {
        writeWhatFits(socket, block.duplicate());
      }
    }
    assertThat(status("/health/live")).as("while the flood stands").isEqualTo(204);
    for (SocketChannel socket : flood) {
      socket.close();
    }
  }

  private static void writeWhatFits(SocketChannel socket, ByteBuffer bytes) {
    try {
      socket.write(bytes);
    } catch (IOException hungUp) {
      assertThat(hungUp).hasMessageMatching("Connection reset.*|Broken pipe");
    }
  }

  private SocketChannel open() throws IOException {
    SocketChannel socket = SocketChannel.open();
    socket.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_WINDOW_BYTES);
    socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
    socket.configureBlocking(false);
    sockets.add(socket);
    return socket;
  }

  private static void write(SocketChannel socket, String text) throws IOException {
    socket.write(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
  }

  /** Makes more large events than are kept. @return id of an event that came before them */
  private String fillTheReplay() throws Exception {
    try (Socket stream = new Socket("127.0.0.1", server.port())) {
      BufferedReader lines = events(stream, null, "event: status");
      String id = null;
      for (int change = 0; change < 210; change++) {
        put("/session/prompt", new JsonObject().put("prompt", (change % 2 == 0 ? "calm " : "rain ").repeat(390)));
        while (id == null) {
          String line = lines.readLine();
          id = line.startsWith("id: ") ? line.substring("id: ".length()) : null;
        }
      }
      return id;
    }
  }

  /** Reads the event stream up to a line that begins so. */
  private BufferedReader events(Socket socket, String lastEventId, String line) throws IOException {
    socket.setSoTimeout(60_000);
    String request = "GET /session/events HTTP/1.1\r\n" + HOST + (lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n") + "\r\n";
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    BufferedReader lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
    String come = lines.readLine();
    while (!come.startsWith(line) && !come.contains("\"index\":0")) {
      come = lines.readLine();
    }
    return lines;
  }

  private void put(String path, JsonObject body) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).header("Content-Type", "application/json")
      .PUT(HttpRequest.BodyPublishers.ofString(body.encode())).build();
    assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode()).isEqualTo(200);
  }

  private int status(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).timeout(Duration.ofSeconds(10)).build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}
