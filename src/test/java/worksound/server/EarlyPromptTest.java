package worksound.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import worksound.acestep.AcestepStandIn;
import worksound.acestep.Fault;
import worksound.acestep.StandInEvent;
import worksound.acestep.StandInOptions;

/** A changed prompt is heard as early as is safe: a segment that waits is made again when there is time. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class EarlyPromptTest {

  private AcestepStandIn acestep;
  private Server server;
  private Story story;
  private String session;

  /** Segment 0 is with the page, segment 1 waits. */
  @BeforeEach
  void start(Vertx vertx, @TempDir Path audioDir) throws Exception {
    acestep = AcestepStandIn.start(vertx, new StandInOptions().segment(60, 15)).await();
    server = Server.start(vertx, audioDir, new JsonObject()
      .put("segment", new JsonObject().put("seconds", 60).put("overlap_seconds", 15))
      .put("audio", new JsonObject().put("dir", audioDir.toString()).put("takes", 1))
      .put("acestep", new JsonObject().put("url", acestep.url()).put("max_attempts", 1)));
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
  void aWaitingSegmentIsMadeAgainAndTheChainGoesOnFromTheNewOne() throws Exception {
    String before = head("/audio/1.wav").getHeader("ETag");
    playing(0, 5);
    assertThat(change("rain").getInteger("applies_from_segment")).isEqualTo(1);
    story.await(frame -> frame.name().equals("segment_accepted") && frame.index() == 1
      && frame.data().getJsonObject("segment").getString("prompt").equals("rain"));
    JsonObject status = server.status();
    assertThat(status.getJsonArray("segments")).hasSize(2);
    assertThat(status.getJsonObject("prompt").getString("current")).isEqualTo("rain");
    HttpResponse<Buffer> segment = server.get("/audio/1.wav?session=" + session);
    assertThat(segment.getHeader("ETag")).isNotEqualTo(before);
    story.awaitEvent("segment_accepted", 2);
    assertThat(acestep.tasks()).hasSize(4);
    assertThat(acestep.tasks().get(2).tapePosition()).as("made again from the same source").isEqualTo(acestep.tasks().get(1).tapePosition());
  }

  @Test
  void withoutTimeToSpareTheNextSegmentHasToDo() throws Exception {
    playing(0, 39);
    assertThat(change("rain").getInteger("applies_from_segment")).isEqualTo(2);
    server.get("/audio/1.wav?session=" + session);
    JsonObject next = story.awaitEvent("segment_accepted", 2).data().getJsonObject("segment");
    assertThat(next.getString("prompt")).isEqualTo("rain");
  }

  @Test
  void thatItTurnsOutToBeSafeLaterIsTold() throws Exception {
    assertThat(change("rain").getInteger("applies_from_segment")).as("where the page is, is not known").isEqualTo(2);
    playing(0, 5);
    story.await(frame -> frame.name().equals("prompt_changed") && frame.data().getInteger("applies_from_segment") == 1);
    JsonObject made = story.await(frame -> frame.name().equals("segment_accepted") && frame.index() == 1
      && frame.data().getJsonObject("segment").getString("prompt").equals("rain")).data();
    assertThat(made.getJsonObject("segment").getInteger("source_index")).isEqualTo(0);
  }

  @Test
  void aSegmentThatAPageHasTakenMeanwhileStaysAsItIs() throws Exception {
    playing(0, 5);
    acestep.hold();
    change("rain");
    acestep.await(StandInEvent.HELD, 1).await();
    String taken = server.get("/audio/1.wav?session=" + session).getHeader("ETag");
    story.await(frame -> frame.name().equals("prompt_changed") && frame.data().getInteger("applies_from_segment") == 2);
    acestep.release();
    JsonObject next = story.awaitEvent("segment_accepted", 2).data().getJsonObject("segment");
    assertThat(next.getString("prompt")).isEqualTo("rain");
    assertThat(story.frames()).as("what came too late was given up").noneMatch(frame -> frame.name().equals("generation_failed"));
    assertThat(head("/audio/1.wav").getHeader("ETag")).isEqualTo(taken);
    assertThat(server.status().getJsonObject("prompt").getString("current")).isEqualTo("rain");
  }

  @Test
  void aRejectedReplacementNeverTakesThePlaceOfTheGoodSegmentThatWaits() throws Exception {
    String good = head("/audio/1.wav").getHeader("ETag");
    playing(0, 5);
    acestep.next(Fault.UNRELATED);
    assertThat(change("rain").getInteger("applies_from_segment")).isEqualTo(1);
    story.await(frame -> frame.name().equals("prompt_changed") && frame.data().getInteger("applies_from_segment") == 2);
    assertThat(story.frames()).anyMatch(frame -> frame.name().equals("generation_failed") && "segment-rejected".equals(frame.data().getString("code")));
    assertThat(head("/audio/1.wav").getHeader("ETag")).isEqualTo(good);
    assertThat(server.status().getJsonObject("segment").getString("prompt")).isEqualTo("calm");
    server.get("/audio/1.wav?session=" + session);
    assertThat(story.awaitEvent("segment_accepted", 2).data().getJsonObject("segment").getString("prompt")).isEqualTo("rain");
    assertThat(acestep.tasks().get(3).recognised()).as("segment 2 goes on from the good segment").isTrue();
  }

  private HttpResponse<Buffer> head(String path) throws Exception {
    return server.answer(server.request(HttpMethod.HEAD, path).send());
  }

  private void playing(int index, double position) throws Exception {
    assertThat(server.send(HttpMethod.POST, "/session/playback", new JsonObject().put("player_id", "page").put("session_id", session)
      .put("state", "playing").put("segment_index", index).put("position_seconds", position).put("buffered_seconds", 60 - position))
      .statusCode()).isEqualTo(204);
  }

  private JsonObject change(String prompt) throws Exception {
    return server.send(HttpMethod.PUT, "/session/prompt", new JsonObject().put("prompt", prompt)).bodyAsJsonObject();
  }
}
