package worksound.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import worksound.testing.Ports;

/** Who listens when the server is asked to end gets what it has begun to fetch. */
@Timeout(90)
class ShutdownTest {

  private static final String HOST = "Host: localhost\r\n";
  /** A segment of 6 s takes about three seconds to leave. */
  private static final int BYTES_PER_SECOND = 400_000;

  @Test
  void aRunningDownloadIsFinishedWhileStreamsEndAtOnceAndNobodyElseIsServed(@TempDir Path folder) throws Exception {
    JsonObject config = new JsonObject().put("http", new JsonObject().put("port", 0).put("download_bytes_per_second", BYTES_PER_SECOND))
      .put("audio", new JsonObject().put("dir", folder.resolve("audio").toString()))
      .put("segment", new JsonObject().put("seconds", 6).put("overlap_seconds", 2)).put("player", new JsonObject().put("crossfade_seconds", 1));
    try (ServerProcess server = new ServerProcess(folder, config)) {
      server.post("/session/start", new JsonObject().put("prompt", "calm"));
      try (Socket stream = ask(server, "/session/events"); Socket idle = ask(server, "/health/live")) {
        readUntil(stream.getInputStream(), "event: segment_accepted");
        try (Socket download = ask(server, "/audio/0.wav")) {
          String head = Listener.head(download.getInputStream());
          long bytes = Long.parseLong(head.replaceAll("(?is).*content-length: (\\d+).*", "$1"));
          server.beginToTerminate();
          readUntil(stream.getInputStream(), "event: server_stopping");
          assertThat(stream.getInputStream().readAllBytes()).as("the end of the stream").hasSizeLessThan(100);
          assertThat(Listener.head(idle.getInputStream())).startsWith("HTTP/1.1 204 ");
          assertThat(idle.getInputStream().read()).as("the end of an idle connection").isNegative();
          Ports.awaitClosed(server.port());
          assertThat(server.isAlive()).isTrue();
          assertThat(download.getInputStream().readAllBytes()).hasSize(Math.toIntExact(bytes));
        }
      }
      assertThat(server.terminate()).isTrue();
      assertThat(server.said()).noneMatch(line -> line.contains(" ERROR ") || line.startsWith("\tat "));
    }
  }

  private static Socket ask(ServerProcess server, String path) throws IOException {
    Socket socket = new Socket("127.0.0.1", server.port());
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\n" + HOST + "\r\n").getBytes(ISO_8859_1));
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
}
