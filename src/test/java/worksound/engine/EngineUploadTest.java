package worksound.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static worksound.engine.EngineClient.await;
import static worksound.engine.EngineClient.task;

import ch.qos.logback.classic.Level;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import worksound.config.EngineConfig;
import worksound.testing.OwnLog;

/** Uploads that do not arrive as they should leave neither files nor errors behind. */
@ExtendWith(VertxExtension.class)
@Timeout(value = 60, timeUnit = TimeUnit.SECONDS)
class EngineUploadTest {

  private static final String HEAD = "POST /release_task HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + EngineClient.KEY + "\r\nContent-Type: multipart/form-data; boundary=cut\r\n";
  private static final String FILE_HEAD = "--cut\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"seed.wav\"\r\nContent-Type: audio/wav\r\n\r\n";
  private static final Buffer SOUND = Buffer.buffer(new byte[300_000]);

  private OwnLog log;
  private EngineVerticle engine;
  private EngineClient client;
  /** One that nobody holds is closed by the garbage collector, with its sockets. */
  private NetClient sockets;

  @BeforeEach
  void start(Vertx vertx) {
    log = new OwnLog(vertx);
    engine = EngineClient.engine(new EngineConfig(0, 0));
    await(vertx.deployVerticle(engine));
    client = new EngineClient(vertx, engine.port());
    sockets = vertx.createNetClient();
  }

  @AfterEach
  void stopListening() {
    log.close();
  }

  @Test
  void anUploadThatBreaksOffLeavesNoFileAndNoError(Vertx vertx) throws IOException {
    Path uploads = uploads();
    for (int i = 0; i < 5; i++) {
      NetSocket socket = connect();
      await(socket.write(HEAD + "Content-Length: 9000000\r\n\r\n" + FILE_HEAD.formatted("src_audio")));
      await(socket.write(SOUND));
      await(until(vertx, () -> count(uploads) == 1));
      await(socket.close());
      await(until(vertx, () -> count(uploads) == 0));
    }
    assertThat(client.get("/health").statusCode()).isEqualTo(200);
    assertNoProblemWasLogged();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\r\n", "\r\n--cut\r\n", "\r\n--cut-", "\r\n--cut\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\nca"})
  void aFormThatEndsWithoutItsClosingDelimiterIsRefusedWithoutAFile(String end, Vertx vertx) throws IOException {
    Path uploads = uploads();
    NetSocket socket = connect();
    Buffer answer = Buffer.buffer();
    socket.handler(answer::appendBuffer);
    await(socket.write(HEAD + "Transfer-Encoding: chunked\r\n\r\n"));
    writeChunk(socket, Buffer.buffer(FILE_HEAD.formatted("src_audio")));
    writeChunk(socket, SOUND);
    if (!end.isEmpty()) {
      writeChunk(socket, Buffer.buffer(end));
    }
    await(socket.write("0\r\n\r\n"));
    await(until(vertx, () -> answer.toString().contains("There was an error parsing the body")));
    assertThat(answer.toString()).startsWith("HTTP/1.1 400 ");
    await(until(vertx, () -> count(uploads) == 0));
    await(socket.close());
    assertThat(client.get("/health").statusCode()).isEqualTo(200);
    assertNoProblemWasLogged();
  }

  @ParameterizedTest
  @ValueSource(strings = {"multipart/form-data; boundary=cut", "multipart/form-data; boundary=\"cut\"; charset=utf-8"})
  void aFormMayHaveAnEpilogue(String contentType) {
    StringBuilder body = new StringBuilder();
    task("rain", 1).forEach(field -> body.append("--cut\r\nContent-Disposition: form-data; name=\"").append(field.getKey()).append("\"\r\n\r\n")
      .append(field.getValue()).append("\r\n"));
    body.append("--cut--\r\nwhat nobody reads\r\n");
    assertThat(client.post("/release_task", contentType, body.toString()).statusCode()).isEqualTo(200);
  }

  @Test
  void anUploadThatIsTooLargeIsRefusedInWordsWithoutAFile(Vertx vertx) throws IOException {
    Path uploads = uploads();
    NetSocket socket = connect();
    Buffer answer = Buffer.buffer();
    socket.handler(answer::appendBuffer);
    await(socket.write(HEAD + "Transfer-Encoding: chunked\r\n\r\n"));
    writeChunk(socket, Buffer.buffer(FILE_HEAD.formatted("src_audio")));
    Buffer megabyte = Buffer.buffer(new byte[1 << 20]);
    for (int i = 0; i < 241; i++) {
      writeChunk(socket, megabyte);
    }
    await(until(vertx, () -> answer.toString().contains("larger than 251658240 bytes")));
    assertThat(answer.toString()).startsWith("HTTP/1.1 413 ");
    await(until(vertx, () -> count(uploads) == 0));
    await(socket.close());
    assertNoProblemWasLogged();
  }

  @Test
  void aFormThatIsRefusedAfterItsFileLeavesNoFile(Vertx vertx) throws IOException {
    Path uploads = uploads();
    String boundary = "multipart/form-data; boundary=cut";
    String tooLongField = "--cut\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\n" + "x".repeat(1_100_000) + "\r\n--cut--\r\n";
    String body = FILE_HEAD.formatted("src_audio") + "y".repeat(300_000) + "\r\n" + tooLongField;
    assertThat(client.post("/release_task", boundary, body).statusCode()).isEqualTo(400);
    await(until(vertx, () -> count(uploads) == 0));
    assertNoProblemWasLogged();
  }

  private void assertNoProblemWasLogged() {
    assertThat(log.lines()).noneMatch(line -> line.getLevel().isGreaterOrEqual(Level.WARN));
  }

  private Path uploads() {
    String id = client.submit(task("x", 0.5));
    return EngineClient.path(client.finished(id)).getParent().resolveSibling("uploads");
  }

  private NetSocket connect() {
    return await(sockets.connect(engine.port(), "127.0.0.1"));
  }

  private static void writeChunk(NetSocket socket, Buffer chunk) {
    await(socket.write(Buffer.buffer(Integer.toHexString(chunk.length()) + "\r\n").appendBuffer(chunk).appendString("\r\n")));
  }

  /** A condition that the file system or the network brings about. */
  private interface Condition {
    boolean holds() throws IOException;
  }

  private static Future<Void> until(Vertx vertx, Condition condition) {
    return vertx.executeBlocking(condition::holds)
      .compose(holds -> holds ? Future.succeededFuture() : vertx.timer(10).compose(done -> until(vertx, condition)));
  }

  private static int count(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return (int) files.count();
    }
  }
}
