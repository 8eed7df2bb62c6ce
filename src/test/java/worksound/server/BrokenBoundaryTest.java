package worksound.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import worksound.acestep.AcestepStandIn;
import worksound.acestep.Fault;
import worksound.acestep.StandInOptions;
import worksound.testing.Requirement;

/** A segment whose returned overlap is what was sent and whose new music is other music: refused at its boundary, and made again. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
@Requirement({"B4", "B17"})
class BrokenBoundaryTest {

  private static final double LIMIT = 5;

  @TempDir
  Path folder;
  private AcestepStandIn acestep;
  private Server server;

  @BeforeEach
  void start(Vertx vertx) throws Exception {
    acestep = AcestepStandIn.start(vertx, new StandInOptions().segment(20, 8)).await();
    server = Server.start(vertx, folder, new JsonObject().put("acestep", new JsonObject().put("url", acestep.url()))
      .put("segment", new JsonObject().put("seconds", 20).put("overlap_seconds", 8)));
  }

  @AfterEach
  void nothingWasSentThatTheRealServerWouldMind() throws Exception {
    server.stop();
    assertThat(acestep.violations()).isEmpty();
    acestep.close().await();
  }

  private static JsonObject boundary(Story.Frame frame) {
    return frame.data().getJsonObject("figures").getJsonObject("boundary");
  }

  @Test
  void otherMusicBehindAGoodOverlapIsRefusedAndMadeAgain() throws Exception {
    Story story = Story.read(server, null);
    String session = server.play("calm");
    assertThat(boundary(story.awaitEvent("segment_accepted", 0))).as("the first segment has no boundary").isNull();
    acestep.next(Fault.OTHER_MUSIC);
    server.get("/audio/0.wav?session=" + session);
    Story.Frame rejected = story.awaitEvent("segment_rejected", 1);
    Story.Frame accepted = story.awaitEvent("segment_accepted", 1);
    assertThat(rejected.data().getString("reason"))
      .matches("breaks where the new music begins: [a-z-]+, score \\d+\\.\\d, expected no more than 5\\.0");
    assertThat(rejected.data().getJsonObject("figures").getJsonObject("seam").getDouble("correlation")).isGreaterThan(0.99);
    assertThat(boundary(rejected).getDouble("score")).isGreaterThan(LIMIT);
    assertThat(boundary(accepted).getDouble("score")).isLessThan(2);
    assertThat(boundary(accepted).getJsonObject("cues").fieldNames()).contains("partials", "level", "phase", "timbre", "harmony", "rhythm");
    story.close();
    server.send(HttpMethod.POST, "/session/stop", new JsonObject());
  }
}
