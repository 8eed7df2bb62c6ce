package worksound.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import worksound.acestep.AcestepStandIn;
import worksound.acestep.StandInOptions;
import worksound.testing.Requirement;

/** The two settings that make a fast machine as slow as a far one. Only lower bounds are held: a busy machine may take any longer. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class DownloadDelayTest {

  @Test
  @Requirement("R18")
  void aWavAnswerIsHeldBackForTheConfiguredTime(Vertx vertx, @TempDir Path audioDir) throws Exception {
    assertThat(downloadSeconds(vertx, audioDir, new JsonObject().put("download_delay", 0.7))).isGreaterThanOrEqualTo(0.7);
  }

  @Test
  void aWavLeavesAtTheConfiguredRate(Vertx vertx, @TempDir Path audioDir) throws Exception {
    // 6 s of 48 kHz stereo in 16 bits are 1.15 MB; the first piece leaves at once.
    assertThat(downloadSeconds(vertx, audioDir, new JsonObject().put("download_bytes_per_second", 1_000_000))).isGreaterThanOrEqualTo(1);
  }

  private static double downloadSeconds(Vertx vertx, Path audioDir, JsonObject http) throws Exception {
    AcestepStandIn acestep = AcestepStandIn.start(vertx, new StandInOptions().segment(6, 2)).await();
    Server server = Server.start(vertx, audioDir,
      new JsonObject().put("http", http).put("acestep", new JsonObject().put("url", acestep.url())));
    Story story = Story.read(server, null);
    String session = server.play("calm");
    story.awaitEvent("segment_accepted", 0);
    long begun = System.nanoTime();
    assertThat(server.get("/audio/0.wav?session=" + session).statusCode()).isEqualTo(200);
    double seconds = (System.nanoTime() - begun) / 1e9;
    story.close();
    server.stop();
    acestep.close().await();
    return seconds;
  }
}
