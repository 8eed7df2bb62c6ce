package worksound.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients do wrong is told in one calm line or not at all: the log is for what somebody here can mend. */
@Timeout(60)
class RudeClientsTest {

  private static final String HOST = "Host: localhost\r\n";
  private static final int PATIENCE_MILLIS = 20_000;

  @TempDir
  private static Path folder;
  private static ServerProcess server;

  /** Segment 0 is there. */
  @BeforeAll
  static void play() throws Exception {
    server = new ServerProcess(folder, new JsonObject().put("http", new JsonObject().put("port", 0))
      .put("audio", new JsonObject().put("dir", folder.resolve("audio").toString())).put("segment", new JsonObject().put("seconds", 30)));
    server.post("/session/start", new JsonObject().put("prompt", "calm"));
    try (Socket stream = connect("GET /session/events HTTP/1.1\r\n" + HOST + "\r\n")) {
      readUntil(stream.getInputStream(), "event: segment_accepted");
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Socket connect(String sent) throws IOException {
    Socket socket = new Socket("127.0.0.1", server.port());
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.getOutputStream().write(sent.getBytes(ISO_8859_1));
    return socket;
  }

  private static void readUntil(InputStream in, String wanted) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf(wanted) < 0) {
      int c = in.read();
      assertThat(c).as("it hung up after %s", read).isNotNegative();
      read.append((char) c);
    }
  }

  /** Comes back when the server has dealt with all that came before and its log has come as far. @return how many lines that are */
  private static int linesSoFar() throws Exception {
    assertThat(server.get("/health").statusCode()).isEqualTo(200);
    // What is logged comes in order, so that a line of one's own is the last.
    String ours = UUID.randomUUID().toString();
    server.send("PUT", "/session/prompt", new JsonObject().put("prompt", ours));
    server.awaitSaid(ours);
    return server.said().size();
  }

  private static List<String> saidSince(int linesBefore) throws Exception {
    int lines = linesSoFar();
    return server.said().subList(linesBefore, lines);
  }

  private static void assertCalm(int linesBefore) throws Exception {
    assertThat(saidSince(linesBefore))
      .noneMatch(line -> line.contains(" ERROR ") || line.contains("Exception") || line.startsWith("\tat "))
      .filteredOn(line -> !line.contains(" INFO  events ")).hasSizeLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "POST /session/prompt HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
    "PUT /session/prompt HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n-5\r\n{}\r\n0\r\n\r\n",
    "PUT /session/prompt HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n2\r\n{\"prompt\"",
    "PUT /session/prompt HTTP/1.1\r\n" + HOST + "Content-Length: x\r\n\r\n{}",
    "GET /session/events HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
    "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"})
  void whatNobodyCanReadIsNoErrorOfTheServer(String sent) throws Exception {
    int before = linesSoFar();
    try (Socket socket = connect(sent)) {
      socket.shutdownOutput();
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException reset) {
      assertThat(reset).hasMessageContaining("reset");
    }
    assertCalm(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /audio/0.wav HTTP/1.1\r\n", "GET /session/events HTTP/1.1\r\n", "GET / HTTP/1.1\r\n", "GET /js/main.js HTTP/1.1\r\n",
    "PUT /session/prompt HTTP/1.1\r\nContent-Length: 99\r\n"})
  void oneWhoHangsUpIsNoErrorOfTheServer(String request) throws Exception {
    int before = linesSoFar();
    for (int times = 0; times < 5; times++) {
      Socket socket = connect(request + HOST + "\r\n");
      if (times > 0 && request.startsWith("GET")) {
        readUntil(socket.getInputStream(), "\r\n\r\n");
      }
      socket.setSoLinger(times % 2 == 0, 0); // by a reset, every other time
      socket.close();
    }
    assertThat(saidSince(before)).noneMatch(line -> line.contains(" ERROR ") || line.startsWith("\tat "));
  }

  @Test
  void anEndlessHeadIsRefusedInWords() throws Exception {
    int before = linesSoFar();
    try (Socket socket = connect("GET / HTTP/1.1\r\n" + HOST + "a:\r\n".repeat(101))) {
      readUntil(socket.getInputStream(), "HTTP/1.1 431 ");
    }
    assertCalm(before);
  }

  @Test
  void aRequestThatOffersHttp2IsAnsweredInHttp1() throws Exception {
    try (Socket socket = connect("GET /health/live HTTP/1.1\r\n" + HOST
      + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n")) {
      readUntil(socket.getInputStream(), "HTTP/1.1 204 ");
    }
  }
}
