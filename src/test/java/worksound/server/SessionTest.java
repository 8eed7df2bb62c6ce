package worksound.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import worksound.testing.Requirement;

/** One session from Play to Stop; the same story whatever generates. */
@ExtendWith(VertxExtension.class)
@Timeout(120)
abstract class SessionTest {

  Server server;
  @TempDir
  Path audioDir;

  /** What differs from the defaults, so that this engine is used. */
  abstract JsonObject engine(Vertx vertx) throws Exception;

  /** From now on no task ends, where the engine can be told so. */
  void holdTasks() {
  }

  /** Tasks end again. */
  void releaseTasks() {
  }

  @BeforeEach
  void start(Vertx vertx) throws Exception {
    server = Server.start(vertx, audioDir, engine(vertx));
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
    assertThat(server.files()).as("files left behind").isEmpty();
  }

  @Test
  @Requirement("R1")
  void nothingIsGeneratedBeforePlay() throws Exception {
    assertThat(server.status().getString("state")).isEqualTo("idle");
    assertThat(server.status().getValue("generation")).isNull();
    assertThat(server.files()).isEmpty();
    assertThat(server.get("/audio/current.wav").statusCode()).isEqualTo(404);
  }

  @Test
  @Requirement({"R7", "R19"})
  void aSessionGoesOnAsThePageTakesSegments() throws Exception {
    Story story = Story.read(server, null);
    String session = server.play("calm piano");
    for (int index = 0; index < 4; index++) {
      story.awaitEvent("segment_accepted", index);
      HttpResponse<Buffer> wav = server.get("/audio/" + index + ".wav?session=" + session);
      assertThat(wav.statusCode()).isEqualTo(200);
      assertThat(wav.getHeader("X-Segment-Index")).isEqualTo(String.valueOf(index));
      assertThat(wav.getHeader("X-Session-Id")).isEqualTo(session);
      assertThat(seconds(wav.body())).isEqualTo(6.0);
      story.awaitEvent("segment_delivered", index);
      if (index > 0) {
        int before = index - 1;
        story.await(frame -> frame.name().equals("segment_deleted") && "segment".equals(frame.data().getString("kind"))
          && frame.index() == before);
      }
    }
    assertThat(submissions(story)).startsWith("text2music from null", "repaint from 0", "repaint from 1", "repaint from 2");
    assertThat(server.get("/audio/0.wav").statusCode()).isEqualTo(410);
    assertThat(server.files().stream().filter(name -> name.matches(".*/\\d+\\.wav")).toList()).hasSizeLessThanOrEqualTo(3);
    story.close();
    server.send(HttpMethod.POST, "/session/stop", new JsonObject());
  }

  @Test
  @Requirement("R3")
  void generationKeepsToItsLookAhead() throws Exception {
    Story story = Story.read(server, null);
    String session = server.play("calm");
    story.awaitEvent("segment_accepted", 0);
    awaitAllHaveHeard();
    JsonObject status = server.status();
    assertThat(status.getInteger("segment_index")).isZero();
    assertThat(status.getValue("generation")).as("nothing more is made before segment 0 is taken").isNull();
    server.get("/audio/0.wav?session=" + session);
    story.awaitEvent("segment_accepted", 1);
    assertThat(server.status().getInteger("segment_index")).isEqualTo(1);
    story.close();
    server.send(HttpMethod.POST, "/session/stop", new JsonObject());
  }

  @Test
  @Requirement("R12")
  void aChangedPromptAppliesFromTheNextGeneratedSegment() throws Exception {
    Story story = Story.read(server, null);
    String session = server.play("calm piano");
    story.awaitEvent("segment_accepted", 0);
    JsonObject reply = server.send(HttpMethod.PUT, "/session/prompt", new JsonObject().put("prompt", "rain")).bodyAsJsonObject();
    assertThat(reply.getInteger("applies_from_segment")).isEqualTo(1);
    JsonObject prompt = server.status().getJsonObject("prompt");
    assertThat(prompt.getString("current")).isEqualTo("calm piano");
    assertThat(prompt.getString("pending")).isEqualTo("rain");
    server.get("/audio/0.wav?session=" + session);
    JsonObject segment = story.awaitEvent("segment_accepted", 1).data().getJsonObject("segment");
    assertThat(segment.getString("prompt")).isEqualTo("rain");
    assertThat(server.status().getJsonObject("prompt").getString("current")).isEqualTo("rain");
    story.close();
    server.send(HttpMethod.POST, "/session/stop", new JsonObject());
  }

  @Test
  @Requirement({"R11", "R23"})
  void anEmptyPromptIsTheDefaultPrompt() throws Exception {
    JsonObject reply = server.sendRaw(HttpMethod.POST, "/session/start", "").bodyAsJsonObject();
    assertThat(reply.getString("prompt")).isEqualTo("instrumental ambient focus music, smooth continuous texture, no vocals, stable rhythm");
    server.send(HttpMethod.POST, "/session/stop", new JsonObject());
  }

  @Test
  @Requirement({"R2", "R19"})
  void aSessionStartedStoppedAndStartedAgainLeavesNoFileOfTheFirst() throws Exception {
    Story story = Story.read(server, null);
    String first = server.play("calm");
    story.await(frame -> frame.name().equals("segment_accepted") && frame.data().getString("session_id").equals(first));
    server.send(HttpMethod.POST, "/session/stop", new JsonObject());
    String second = server.play("rain");
    story.await(frame -> frame.name().equals("segment_accepted") && frame.data().getString("session_id").equals(second));
    assertThat(second).isNotEqualTo(first);
    assertThat(server.files()).isNotEmpty().allMatch(name -> name.startsWith("session-" + second) || name.equals("resume.json"));
    assertThat(server.get("/audio/0.wav?session=" + first).statusCode()).isEqualTo(410);
    assertThat(server.get("/audio/0.wav?session=" + second).statusCode()).isEqualTo(200);
    story.close();
    server.send(HttpMethod.POST, "/session/stop", new JsonObject());
  }

  @Test
  @Requirement("R6")
  void stopInTheMiddleOfATaskAndPlayAgainNeverRunsTwoTasks() throws Exception {
    Story story = Story.read(server, null);
    holdTasks();
    String first = server.play("calm");
    story.await(frame -> frame.name().equals("generation_submitted"));
    server.send(HttpMethod.POST, "/session/stop", new JsonObject());
    String second = server.play("rain");
    assertThat(second).isNotEqualTo(first);
    releaseTasks();
    story.await(frame -> frame.name().equals("segment_accepted") && frame.data().getString("session_id").equals(second));
    assertThat(server.files()).allMatch(name -> name.startsWith("session-" + second) || name.equals("resume.json"));
    story.close();
    server.send(HttpMethod.POST, "/session/stop", new JsonObject());
  }

  /** Every part answers, so that it has done what it does about all that was told before. */
  private void awaitAllHaveHeard() throws Exception {
    assertThat(server.get("/health").statusCode()).isEqualTo(200);
  }

  private static List<String> submissions(Story story) {
    return story.frames().stream().filter(frame -> frame.name().equals("generation_submitted"))
      .map(frame -> frame.data().getString("task_type") + " from " + frame.data().getInteger("source_index")).toList();
  }

  private static double seconds(Buffer wav) throws Exception {
    try (AudioInputStream audio = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav.getBytes()))) {
      return audio.getFrameLength() / (double) audio.getFormat().getFrameRate();
    }
  }
}
