package worksound.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/** What a page does, without its sound: it fetches the segments of its session and reports where it is. */
final class Listener {

  private static final int PATIENCE_MILLIS = 30_000;

  private final Server server;
  private final String playerId;
  final String session;
  /** The newest segment that it has whole, −1 before the first. */
  int newest = -1;
  private int underruns;
  private Socket download;

  Listener(Server server, String playerId, String session) {
    this.server = server;
    this.playerId = playerId;
    this.session = session;
  }

  /** Fetches a segment whole and plays it. */
  void hear(int index) throws Exception {
    HttpResponse<Buffer> wav = server.get("/audio/" + index + ".wav?session=" + session);
    assertThat(wav.statusCode()).as("segment %d: %s", index, wav.statusCode() == 200 ? "" : wav.bodyAsString()).isEqualTo(200);
    assertThat(wav.body().length()).isGreaterThanOrEqualTo(World.SEGMENT_BYTES);
    newest = index;
    report("playing", false);
  }

  /** Asks for a segment and leaves it at the answer's head, with as little room for more as a connection can have. */
  void beginDownload(int index) throws Exception {
    report("downloading", false);
    download = new Socket();
    download.setReceiveBufferSize(4_096);
    download.connect(new InetSocketAddress("127.0.0.1", server.port()));
    download.setSoTimeout(PATIENCE_MILLIS);
    download.getOutputStream().write(("GET /audio/" + index + ".wav?session=" + session + " HTTP/1.1\r\nHost: 127.0.0.1:" + server.port()
      + "\r\n\r\n").getBytes(ISO_8859_1));
    assertThat(head(download.getInputStream())).startsWith("HTTP/1.1 200");
  }

  /** Reads the rest of what it had begun to download and plays it; one that broke off is fetched anew when it is next heard. */
  void endDownload() throws Exception {
    try (Socket ending = download) {
      download = null;
      if (ending.getInputStream().readNBytes(World.SEGMENT_BYTES).length == World.SEGMENT_BYTES) {
        newest++;
        report("playing", false);
      }
    }
  }

  /** Hangs up on what it was downloading, if anything. */
  void giveUpDownload() throws IOException {
    if (download != null) {
      download.close();
      download = null;
    }
  }

  /** The music has come to its end and is bridged. */
  void bridge() throws Exception {
    underruns++;
    report("playing", false);
  }

  /** Reports, and takes a refusal for a failed test. */
  private void report(String state, boolean claim) throws Exception {
    HttpResponse<Buffer> answer = tell(state, claim);
    assertThat(answer.statusCode()).as("report: %s", answer.bodyAsString()).isEqualTo(204);
  }

  /** Reports; with {@code claim} Play was pressed here. */
  HttpResponse<Buffer> tell(String state, boolean claim) throws Exception {
    return server.send(HttpMethod.POST, "/session/playback", new JsonObject().put("player_id", playerId).put("session_id", session)
      .put("state", state).put("segment_index", newest < 0 ? null : newest).put("position_seconds", 0.5).put("buffered_seconds", World.SEGMENT_SECONDS - 0.5)
      .put("underruns", underruns).put("claim", claim));
  }

  static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("it hung up after: " + head);
      }
      head.append((char) c);
    }
    return head.toString();
  }
}
