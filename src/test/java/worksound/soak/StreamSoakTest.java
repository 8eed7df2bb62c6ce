package worksound.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import worksound.page.GapMeter;

/**
 * Listens to the stream for a quarter of the time that {@link SoakTest} listens to the page, on the same kind of bad day: the packaged server,
 * full-length segments, late and failed generations. Run by {@code ./run.sh soak [MINUTES] [builtin|SPEED]}.
 */
@Tag("soak")
class StreamSoakTest {

  private static final double SECONDS = Double.parseDouble(System.getProperty("soak.minutes", "12")) * 60 / 4;
  private static final String ENGINE = System.getProperty("soak.engine", "standin");
  private static final boolean BUILTIN = ENGINE.equals("builtin");
  private static final Double SPEED = ENGINE.matches("[0-9.]+") ? Double.valueOf(ENGINE) : null;
  private static final int HEADER = 44;
  private static final int PATIENCE_MILLIS = 120_000;
  private static final double MOST_MEGABYTES = 170;
  private static final double SILENCE_MILLIS = 5;
  private static final int BLOCK_BYTES = 4 * 48_000;

  @TempDir
  private Path folder;

  @Test
  void thereIsNoGap() throws Exception {
    Vertx vertx = Vertx.vertx();
    JsonObject config = new JsonObject().put("http", new JsonObject().put("port", 0)).put("audio", new JsonObject().put("dir", folder.toString()));
    config.mergeIn(BUILTIN ? new JsonObject() : Unsteady.open(vertx, SPEED).config());
    GapMeter gaps = new GapMeter();
    double most = 0;
    try (ServerProcess server = new ServerProcess(config, Path.of("target", "soak-stream-server.log"))) {
      URLConnection connection = URI.create(server.url() + "listen.wav").toURL().openConnection();
      connection.setReadTimeout(PATIENCE_MILLIS);
      try (InputStream music = connection.getInputStream()) {
        music.readNBytes(HEADER);
        while (gaps.seconds() < SECONDS) {
          byte[] block = music.readNBytes(BLOCK_BYTES);
          assertThat(block).as("the stream goes on").hasSize(BLOCK_BYTES);
          hear(block, gaps);
          most = Math.max(most, server.residentMegabytes());
        }
      }
    } finally {
      vertx.close().await();
    }
    System.out.printf("%-34s %.1f s, longest silence %.1f ms, server %.0f MB at most%n", "stream", gaps.seconds(), gaps.longestMillis(), most);
    assertThat(gaps.longestMillis()).as("longest silence").isLessThan(SILENCE_MILLIS);
    assertThat(most).as("server's memory in MB").isLessThan(MOST_MEGABYTES);
  }

  private static void hear(byte[] block, GapMeter gaps) {
    for (int i = 0; i < block.length; i += 4) {
      gaps.take(sample(block, i), sample(block, i + 2));
    }
  }

  private static float sample(byte[] block, int at) {
    return (block[at + 1] << 8 | block[at] & 0xFF) / 32_768f;
  }
}
