package worksound.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import worksound.testing.Folders;
import worksound.testing.JavaProcess;
import worksound.testing.Ports;
import worksound.testing.Requirement;

/** Server and ACE-Step as processes of their own, either of them killed while the other is in the middle of something with it. */
@ExtendWith(VertxExtension.class)
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class KilledTest {

  private static final int WAV_BYTES = 44 + 6 * 48_000 * 4;
  private static final JsonObject RESUME = new JsonObject().put("resume", true);

  @TempDir
  Path folder;

  private ServerProcess server(StandInProcess acestep, int bytesPerSecond) throws IOException {
    return new ServerProcess(folder, new JsonObject()
      .put("http", new JsonObject().put("port", 0).put("download_bytes_per_second", bytesPerSecond))
      .put("audio", new JsonObject().put("dir", folder.resolve("audio").toString()))
      .put("segment", new JsonObject().put("seconds", 6).put("overlap_seconds", 2))
      .put("player", new JsonObject().put("crossfade_seconds", 1))
      .put("session", new JsonObject().put("look_ahead", 1))
      .put("acestep", new JsonObject().put("url", acestep.url()).put("retry_seconds", List.of(0.01, 0.02))));
  }

  @Test
  @Requirement("B6")
  void acestepKilledInTheMiddleOfATask(Vertx vertx) throws Exception {
    try (Ports.Held port = Ports.hold(); StandInProcess first = new StandInProcess(port.number());
         ServerProcess server = server(first, 0)) {
      Story story = Story.read(vertx, server.port(), null);
      String session = server.post("/session/start", new JsonObject().put("prompt", "calm")).getString("session_id");
      story.awaitEvent("segment_accepted", 0);
      first.hold();
      hear(server, session, 0);
      first.awaitHeld();
      assertThat(first.violations()).isEqualTo("[]");
      first.kill();
      story.await(frame -> frame.name().equals("status") && Boolean.FALSE.equals(frame.data().getJsonObject("engine").getBoolean("reachable")));
      assertThat(server.status().getValue("error")).isNull();
      try (StandInProcess second = new StandInProcess(port.number())) {
        assertThat(story.awaitEvent("generation_failed").data().getString("code")).isEqualTo("task-lost");
        assertFollowsOn(story, 1);
        hear(server, session, 1);
        assertFollowsOn(story, 2);
        assertThat(second.violations()).as("one task at a time, its models loaded again; it cannot know the music of the one that was killed")
          .isEqualTo("[the head of the repaint source is nothing that this server made]");
      }
      assertThat(server.status().getString("session_id")).isEqualTo(session);
      story.close();
    }
  }

  @Test
  void theServerKilledInTheMiddleOfAListenersDownload(Vertx vertx) throws Exception {
    try (StandInProcess acestep = new StandInProcess(0)) {
      String session;
      try (ServerProcess server = server(acestep, 1_000_000)) {
        Story story = Story.read(vertx, server.port(), null);
        session = server.post("/session/start", new JsonObject().put("prompt", "calm")).getString("session_id");
        story.awaitEvent("segment_accepted", 0);
        hear(server, session, 0);
        story.awaitEvent("segment_accepted", 1);
        story.close();
        try (Socket download = new Socket("127.0.0.1", server.port())) {
          download.getOutputStream().write(("GET /audio/1.wav?session=" + session + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(ISO_8859_1));
          assertThat(Listener.head(download.getInputStream())).startsWith("HTTP/1.1 200");
          server.kill();
          assertThat(rest(download)).isLessThan(WAV_BYTES);
        }
      }
      try (ServerProcess server = server(acestep, 0)) {
        Story story = Story.read(vertx, server.port(), null);
        assertThat(server.status().getJsonObject("resumable").getInteger("segment_index")).isEqualTo(1);
        assertThat(server.post("/session/start", RESUME).getString("session_id")).isEqualTo(session);
        hear(server, session, 1);
        assertFollowsOn(story, 2);
        hear(server, session, 2);
        assertFollowsOn(story, 3);
        assertThat(acestep.violations()).isEqualTo("[]");
        story.close();
      }
    }
  }

  /** What nobody has heard yet cannot be taken up; what ACE-Step is still busy with is waited for all the same. */
  @Test
  void theServerKilledWhileTheFirstSegmentIsMade(Vertx vertx) throws Exception {
    try (StandInProcess acestep = new StandInProcess(0)) {
      acestep.hold();
      try (ServerProcess server = server(acestep, 0)) {
        server.post("/session/start", new JsonObject().put("prompt", "calm"));
        acestep.awaitHeld();
        server.kill();
      }
      try (ServerProcess server = server(acestep, 0)) {
        Story story = Story.read(vertx, server.port(), null);
        assertThat(server.status().getValue("resumable")).isNull();
        server.post("/session/start", RESUME);
        story.await(frame -> frame.data().encode().contains("loading models"));
        acestep.release();
        story.awaitEvent("segment_accepted", 0);
        assertThat(acestep.violations()).isEqualTo("[]");
        story.close();
      }
    }
  }

  @Test
  void nothingIsLeftOfAKilledServerButWhatResumingNeeds(Vertx vertx) throws Exception {
    Path tmp = Files.createDirectory(folder.resolve("tmp"));
    Path audio = folder.resolve("audio");
    JsonObject config = new JsonObject().put("http", new JsonObject().put("port", 0)).put("audio", new JsonObject().put("dir", audio.toString()))
      .put("engine", new JsonObject().put("generation_seconds", 600));
    List<String> jvm = JavaProcess.shortLived("-Xmx96m", "-Djava.io.tmpdir=" + tmp);
    try (ServerProcess server = new ServerProcess(folder, config, jvm)) {
      Story story = Story.read(vertx, server.port(), null);
      server.post("/session/start", new JsonObject().put("prompt", "calm"));
      story.awaitEvent("generation_submitted");
      assertThat(server.get("/js/main.js").statusCode()).isEqualTo(200);
      Files.writeString(Files.createDirectories(audio.resolve("worksound-engine/uploads")).resolve("0f8fad5b-d9cb-469f-a165-70867728950e"), "x");
      server.kill();
      story.close();
    }
    assertThat(tmp).isEmptyDirectory();
    try (ServerProcess server = new ServerProcess(folder, config, jvm)) {
      assertThat(files(audio)).containsExactly("worksound.lock");
      assertThat(server.terminate()).isTrue();
    }
    assertThat(audio).isDirectoryNotContaining(entry -> !entry.endsWith("worksound.lock"));
    assertThat(tmp).isEmptyDirectory();
  }

  private static List<String> files(Path directory) {
    return Folders.files(directory).stream().map(Path::toString).toList();
  }

  private static void hear(ServerProcess server, String session, int index) throws Exception {
    var wav = server.get("/audio/" + index + ".wav?session=" + session);
    assertThat(wav.statusCode()).isEqualTo(200);
    assertThat(wav.body()).hasSize(WAV_BYTES);
  }

  private static void assertFollowsOn(Story story, int index) throws Exception {
    JsonObject segment = story.awaitEvent("segment_accepted", index).data().getJsonObject("segment");
    assertThat(segment.getInteger("source_index")).isEqualTo(index - 1);
    assertThat(segment.getJsonObject("seam").getDouble("correlation")).isGreaterThan(0.99);
    assertThat(segment.getJsonObject("seam").getInteger("lag_samples")).isZero();
  }

  private static int rest(Socket download) throws IOException {
    try {
      return download.getInputStream().readNBytes(WAV_BYTES).length;
    } catch (SocketException reset) {
      return 0;
    }
  }
}
