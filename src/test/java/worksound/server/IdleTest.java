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
import worksound.acestep.StandInOptions;
import worksound.inference.InferenceOnClock;

/** The GPU rests while nobody listens, everyone can see that it does, and a listener is all it takes to go on. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class IdleTest {

  private static final int IDLE_MINUTES = 2;

  private SkippedTime time;
  private AcestepStandIn acestep;
  private Server server;
  private Story story;
  private String session;

  /** Segment 0 is with the page, segment 1 waits. */
  @BeforeEach
  void start(Vertx vertx, @TempDir Path audioDir) throws Exception {
    time = new SkippedTime(vertx);
    acestep = AcestepStandIn.start(vertx, new StandInOptions().segment(6, 2)).await();
    server = Server.start(vertx, audioDir, new JsonObject().put("session", new JsonObject().put("idle_stop_minutes", IDLE_MINUTES))
      .put("acestep", new JsonObject().put("url", acestep.url())), config -> InferenceOnClock.verticle(config, time));
    story = Story.read(server, null);
    session = server.play("calm");
    story.awaitEvent("segment_accepted", 0);
    server.get("/audio/0.wav?session=" + session);
    story.awaitEvent("segment_accepted", 1);
  }

  @AfterEach
  void stop() throws Exception {
    story.close();
    server.stop();
    assertThat(acestep.violations()).isEmpty();
    acestep.close().await();
  }

  @Test
  void anIdleStopIsToldAlthoughNothingElseHappens() throws Exception {
    assertThat(server.status().getString("state")).isEqualTo("generating");
    assertThat(server.status().getValue("paused")).isNull();
    Story.Frame paused = pause();
    assertThat(paused.id()).as("replayed to one who was away").isNotNull();
    assertThat(paused.data().getString("session_id")).isEqualTo(session);
    assertThat(paused.data().getString("reason")).isEqualTo("no-listener");
    assertThat(paused.data().getDouble("idle_seconds")).isBetween(60.0 * IDLE_MINUTES, 60.0 * IDLE_MINUTES + 30);
    JsonObject status = server.status();
    assertThat(status.getString("paused")).isEqualTo("no-listener");
    assertThat(status.getString("state")).isEqualTo("idle");
    assertThat(status.getString("session_id")).isEqualTo(session);
    assertThat(status.getInteger("segment_index")).isEqualTo(1);
    assertThat(status.getValue("error")).isNull();
  }

  @Test
  void aListenerWhoFetchesASegmentMakesItGoOn() throws Exception {
    pause();
    server.get("/audio/1.wav?session=" + session);
    story.awaitEvent("segment_accepted", 2);
    assertResumedOnce();
  }

  @Test
  void aListenerWhoReportsMakesItGoOn() throws Exception {
    pause();
    report();
    story.awaitEvent("generation_resumed");
    assertResumedOnce();
    assertThat(server.status().getString("state")).isEqualTo("playing");
  }

  @Test
  void whileAPageReportsItNeverPauses() throws Exception {
    for (int times = 0; times < 4; times++) {
      time.skip(100);
      report();
      // Generation answers too, and has heard the report before.
      assertThat(server.get("/health").statusCode()).isEqualTo(200);
    }
    server.get("/audio/1.wav?session=" + session);
    story.awaitEvent("segment_accepted", 2);
    assertThat(story.names()).doesNotContain("generation_paused");
  }

  private Story.Frame pause() throws Exception {
    time.skip(60 * IDLE_MINUTES);
    return story.awaitEvent("generation_paused", 2);
  }

  private void report() throws Exception {
    assertThat(server.send(HttpMethod.POST, "/session/playback", new JsonObject().put("player_id", "page").put("session_id", session)
      .put("state", "playing").put("segment_index", 0).put("position_seconds", 1).put("buffered_seconds", 5)).statusCode()).isEqualTo(204);
  }

  private void assertResumedOnce() throws Exception {
    assertThat(server.status().getValue("paused")).isNull();
    assertThat(story.names()).containsOnlyOnce("generation_paused").containsOnlyOnce("generation_resumed");
  }
}
