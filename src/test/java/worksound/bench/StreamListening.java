package worksound.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** What it takes to listen to the stream: until something sounds, and of the server while one or a hundred listen. */
final class StreamListening implements Measure {

  private static final int STARTED_MILLIS = 5_000;
  private static final int RUNS = 5;
  private static final int WINDOW_MILLIS = 10_000;
  private static final int LISTENERS = 100;
  private static final double TARGET_FIRST_MILLIS = 3_000;
  private static final double TARGET_JOIN_MILLIS = 1_000;
  private static final double TARGET_MEGABYTES = 12;
  /** −50 dB, in 16 bits. */
  private static final int AUDIBLE = 100;

  @Override
  public List<Row> take() throws Exception {
    List<Row> rows = new ArrayList<>();
    try (Folder audio = Folder.open(); Launched server = Launched.worksound("listen", new JsonObject(), audio.path())) {
      String base = "http://127.0.0.1:" + server.port();
      Events events = new Listener(server.port()).events();
      Thread.sleep(STARTED_MILLIS);
      double before = server.liveHeapMegabytes();
      long begun = System.nanoTime();
      double sound = firstSoundMillis(base + "/listen.mp3");
      double accepted = (events.await("segment_accepted", 0).nanos() - begun) / 1e6;
      rows.add(Row.of("first listener, 5 s after the start, to the first sound in ffmpeg", sound, "ms").against("to segment_accepted", accepted)
        .target("≤ 3 s", sound <= TARGET_FIRST_MILLIS).note("built-in engine, MP3"));
      Tuned first = new Tuned(base + "/listen.mp3");
      try {
        events.await("segment_accepted", 1);
        rows.add(joined(base));
        rows.addAll(load(server, base, before));
      } finally {
        first.close();
      }
    }
    return rows;
  }

  private static Row joined(String base) throws Exception {
    Samples stream = new Samples();
    Samples file = new Samples();
    for (int run = 0; run < RUNS; run++) {
      stream.add(firstSoundMillis(base + "/listen.mp3"));
      file.add(firstSoundMillis(base + "/audio/0.wav"));
    }
    return Row.of("another listener, to the first sound in ffmpeg", stream.median(), "ms").against("of a segment’s WAV", file.median())
      .target("≤ 1 s", stream.median() <= TARGET_JOIN_MILLIS).note("medians of %d, in turn", RUNS);
  }

  private static List<Row> load(Launched server, String base, double before) throws Exception {
    double one = server.processorPercent(WINDOW_MILLIS);
    List<Tuned> others = new ArrayList<>();
    try {
      others.add(new Tuned(base + "/listen.opus"));
      others.add(new Tuned(base + "/listen.wav"));
      double growth = server.liveHeapMegabytes() - before;
      while (others.size() < LISTENERS - 1) {
        others.add(new Tuned(base + "/listen.mp3"));
      }
      double all = server.processorPercent(WINDOW_MILLIS);
      return List.of(
        Row.of("heap growth by listening in all three formats", growth, "MB").target("≤ 12 MB", growth <= TARGET_MEGABYTES)
          .note("live, after a full collection, against a server that plays nothing"),
        Row.of("server with 100 listeners", all, "% of a core").against("with one", one)
          .note("processor time over %d s without a generation; all three formats", WINDOW_MILLIS / 1_000));
    } finally {
      others.forEach(Tuned::close);
    }
  }

  /** From the start of ffmpeg until something that can be heard comes out of it. */
  private static double firstSoundMillis(String url) throws IOException {
    long begun = System.nanoTime();
    Process ffmpeg = new ProcessBuilder("ffmpeg", "-nostdin", "-v", "quiet", "-i", url, "-f", "s16le", "-ac", "2", "-ar", "48000", "-flush_packets", "1", "-")
      .start();
    try (InputStream samples = ffmpeg.getInputStream()) {
      byte[] block = new byte[4_096];
      for (int read = samples.readNBytes(block, 0, block.length); read > 0; read = samples.readNBytes(block, 0, block.length)) {
        for (int i = 1; i < read; i += 2) {
          if (Math.abs(block[i] << 8 | block[i - 1] & 0xFF) > AUDIBLE) {
            return (System.nanoTime() - begun) / 1e6;
          }
        }
      }
      throw new IOException("ffmpeg heard nothing of " + url);
    } finally {
      ffmpeg.destroyForcibly();
    }
  }

  /** One who listens and throws away what it hears. */
  private static final class Tuned implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final InputStream body;

    Tuned(String url) throws IOException, InterruptedException {
      HttpResponse<InputStream> answer = CLIENT.send(HttpRequest.newBuilder(URI.create(url)).version(HttpClient.Version.HTTP_1_1).build(),
        BodyHandlers.ofInputStream());
      body = answer.body();
      if (answer.statusCode() != 200) {
        body.close();
        throw new IOException(url + ": " + answer.statusCode());
      }
      Thread reader = new Thread(this::read, "listener");
      reader.setDaemon(true);
      reader.start();
    }

    private void read() {
      try {
        body.transferTo(OutputStream.nullOutputStream());
      } catch (IOException closed) {
        // as close() has it
      }
    }

    @Override
    public void close() {
      try {
        body.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
