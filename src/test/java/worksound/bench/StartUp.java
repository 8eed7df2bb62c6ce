package worksound.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** From starting the process to its first answer, in turn with a server that is empty, and with that one helped by the same archive. */
final class StartUp implements Measure {

  private static final int ROUNDS = 7;
  private static final double TARGET = 1.5;

  @Override
  public List<Row> take() throws Exception {
    Samples worksound = new Samples();
    Samples empty = new Samples();
    Samples helped = new Samples();
    Samples ratios = new Samples();
    try (Folder audio = Folder.open()) {
      for (int round = 0; round < ROUNDS; round++) {
        double ours = millis(Launched.worksound("start", new JsonObject(), audio.path()));
        double theirs = millis(Launched.main("empty", Settings.javaWithoutArchive(), EmptyServer.class));
        worksound.add(ours);
        empty.add(theirs);
        helped.add(millis(Launched.main("empty-archive", Settings.java(), EmptyServer.class)));
        ratios.add(ours / theirs);
      }
    }
    return List.of(Row.of("java -jar to the first answer of /health/live", worksound.median(), "ms").against("empty Vert.x server", empty.median())
      .target("≤ 1.5 ×", ratios.median() <= TARGET)
      .note("medians of %d, in turn, ratio of the pairs %.2f; worksound starts from its class-data archive, with which the empty one takes %.0f ms",
        ROUNDS, ratios.median(), helped.median()));
  }

  private static double millis(Launched launched) throws Exception {
    try (launched) {
      firstAnswer(launched.port());
      return (System.nanoTime() - launched.begunNanos()) / 1e6;
    }
  }

  /** Returns when a server has answered. */
  static void firstAnswer(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(("GET /health/live HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      String status = new String(in.readNBytes("HTTP/1.1 204".length()), StandardCharsets.US_ASCII);
      if (!status.startsWith("HTTP/1.1 20")) {
        throw new IOException("answered " + status + ", expected 200 or 204");
      }
    }
  }
}
