package worksound.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static worksound.testing.Await.done;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
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
import worksound.acestep.StandInTask;
import worksound.acestep.Tape;
import worksound.testing.Folders;
import worksound.testing.Requirement;

/** The same music goes on after the server's process has ended, whatever it was doing: real processes in one folder. */
@ExtendWith(VertxExtension.class)
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class RestartTest {

  private static final long STRIDE = 4L * Tape.RATE;
  private static final JsonObject RESUME = new JsonObject().put("resume", true);

  @TempDir
  Path folder;
  private Vertx vertx;
  private AcestepStandIn acestep;

  @BeforeEach
  void start(Vertx injected) throws Exception {
    vertx = injected;
    acestep = done(AcestepStandIn.start(vertx, new StandInOptions().segment(6, 2)));
  }

  @AfterEach
  void nothingWasSentThatTheRealServerWouldMind() throws Exception {
    assertThat(acestep.violations()).isEmpty();
    done(acestep.close());
  }

  private ServerProcess server() throws Exception {
    return new ServerProcess(folder, new JsonObject()
      .put("http", new JsonObject().put("port", 0))
      .put("audio", new JsonObject().put("dir", folder.resolve("audio").toString()))
      .put("segment", new JsonObject().put("seconds", 6).put("overlap_seconds", 2))
      .put("player", new JsonObject().put("crossfade_seconds", 1))
      .put("session", new JsonObject().put("look_ahead", 1))
      .put("acestep", new JsonObject().put("url", acestep.url()).put("retry_seconds", List.of(0.01, 0.02))));
  }

  @Test
  @Requirement("B6")
  void killedDuringGenerationAndThenEndedGracefully() throws Exception {
    String session;
    String etag;
    try (ServerProcess server = server()) {
      session = playTwo(server, "calm piano");
      acestep.hold();
      etag = taken(server, session, 1);
      done(acestep.await(StandInEvent.HELD, 1));
      server.kill();
    }
    try (ServerProcess server = server()) {
      Story story = Story.read(vertx, server.port(), null);
      assertOffered(server, session, "calm piano", 1);
      assertThat(server.post("/session/start", RESUME).getString("session_id")).isEqualTo(session);
      assertThat(taken(server, session, 1)).isEqualTo(etag);
      assertThat(server.get("/audio/0.wav").statusCode()).isEqualTo(410);
      story.await(frame -> frame.data().encode().contains("loading models"));
      assertThat(acestep.tasks()).as("one task at a time, the orphan counted").hasSize(3);
      acestep.release();
      story.awaitEvent("segment_accepted", 2);
      assertThat(server.terminate()).as("it ends").isTrue();
      story.await(frame -> frame.name().equals("server_stopping"));
      story.close();
    }
    try (ServerProcess server = server()) {
      Story story = Story.read(vertx, server.port(), null);
      assertOffered(server, session, "calm piano", 2);
      assertThat(server.post("/session/start", RESUME.copy().put("prompt", "rain")).getString("prompt")).isEqualTo("rain");
      assertThat(story.awaitEvent("segment_accepted", 3).data().getJsonObject("segment").getString("prompt")).isEqualTo("rain");
      assertOneTape(acestep.tasks().get(0), acestep.tasks().get(1), acestep.tasks().get(3), acestep.tasks().get(4));
      server.post("/session/stop", new JsonObject());
      assertThat(server.status().getValue("resumable")).isNull();
      assertThat(files()).isEmpty();
      story.close();
    }
  }

  @Test
  @Requirement("B6")
  void killedDuringADownloadItKnowsWhatWasHeardLast() throws Exception {
    String session;
    try (ServerProcess server = server()) {
      session = playTwo(server, "calm");
      acestep.next(Fault.stalledAfter(100_000));
      try (WatchService watch = folder.getFileSystem().newWatchService()) {
        folder.resolve("audio/session-" + session).register(watch, StandardWatchEventKinds.ENTRY_CREATE);
        taken(server, session, 1);
        awaitFile(watch, "2.part");
        server.post("/session/playback", new JsonObject().put("player_id", "page").put("session_id", session).put("state", "playing")
          .put("segment_index", 1).put("position_seconds", 2.5).put("buffered_seconds", 3.5).put("underruns", 0).put("claim", true));
        awaitFile(watch, "heard.json");
      }
      server.kill();
    }
    assertThat(files()).contains("2.part", "1.wav", "resume.json");
    try (ServerProcess server = server()) {
      Story story = Story.read(vertx, server.port(), null);
      assertOffered(server, session, "calm", 1, new JsonObject().put("segment_index", 1).put("position_seconds", 2.5));
      assertThat(files()).noneMatch(file -> file.endsWith(".part"));
      server.post("/session/start", RESUME);
      assertThat(server.status().getJsonObject("heard").getDouble("position_seconds")).isEqualTo(2.5);
      story.awaitEvent("segment_accepted", 2);
      assertThat(story.frames().stream().filter(frame -> frame.name().equals("segment_accepted")).map(Story.Frame::index)).containsExactly(2);
      assertOneTape(acestep.tasks().get(0), acestep.tasks().get(1), acestep.tasks().get(3));
      story.close();
    }
  }

  @Test
  void endedGracefullyDuringADownload() throws Exception {
    String session;
    try (ServerProcess server = server()) {
      session = playTwo(server, "calm");
      acestep.next(Fault.stalledAfter(100_000));
      taken(server, session, 1);
      done(acestep.await(StandInEvent.DOWNLOAD_STARTED, 3));
      assertThat(server.terminate()).as("it ends").isTrue();
    }
    assertThat(files()).contains("1.wav", "resume.json");
    try (ServerProcess server = server()) {
      Story story = Story.read(vertx, server.port(), null);
      assertOffered(server, session, "calm", 1);
      assertThat(server.post("/session/start", RESUME).getString("session_id")).isEqualTo(session);
      story.awaitEvent("segment_accepted", 2);
      assertOneTape(acestep.tasks().get(0), acestep.tasks().get(1), acestep.tasks().get(3));
      story.close();
    }
  }

  @Test
  void aBrokenStateFileIsSetAsideAndPlayStartsAnew() throws Exception {
    Path audio = Files.createDirectories(folder.resolve("audio"));
    Files.writeString(audio.resolve("resume.json"), "{\"session_id\": \"ab");
    try (ServerProcess server = server()) {
      assertThat(server.status().getValue("resumable")).isNull();
      assertThat(files()).containsExactly("resume.json.corrupt");
      assertThat(server.post("/session/start", RESUME).getString("session_id")).hasSize(8);
      assertThat(server.status().getString("state")).isEqualTo("generating");
    }
  }

  /** Plays until segment 1 is there and only segment 0 was taken. */
  private String playTwo(ServerProcess server, String prompt) throws Exception {
    Story story = Story.read(vertx, server.port(), null);
    String session = server.post("/session/start", new JsonObject().put("prompt", prompt)).getString("session_id");
    story.awaitEvent("segment_accepted", 0);
    taken(server, session, 0);
    story.awaitEvent("segment_accepted", 1);
    story.close();
    return session;
  }

  /** Fetches a segment whole, as a listener does, and returns its entity tag. */
  private static String taken(ServerProcess server, String session, int index) throws Exception {
    var wav = server.get("/audio/" + index + ".wav?session=" + session);
    assertThat(wav.statusCode()).isEqualTo(200);
    assertThat(wav.body()).hasSize(44 + 6 * 48_000 * 4);
    return wav.headers().firstValue("ETag").orElseThrow();
  }

  private static void awaitFile(WatchService watch, String name) throws InterruptedException {
    for (WatchKey key = watch.poll(30, SECONDS); key != null; key = watch.poll(30, SECONDS)) {
      boolean came = key.pollEvents().stream().anyMatch(event -> String.valueOf(event.context()).equals(name));
      key.reset();
      if (came) {
        return;
      }
    }
    throw new AssertionError(name + " did not come");
  }

  private static void assertOffered(ServerProcess server, String session, String prompt, int newest) throws Exception {
    assertOffered(server, session, prompt, newest, null);
  }

  private static void assertOffered(ServerProcess server, String session, String prompt, int newest, JsonObject heard) throws Exception {
    JsonObject status = server.status();
    assertThat(status.getString("state")).isEqualTo("idle");
    assertThat(status.getJsonObject("resumable"))
      .isEqualTo(new JsonObject().put("session_id", session).put("prompt", prompt).put("segment_index", newest).put("heard", heard));
    assertThat(server.get("/audio/" + newest + ".wav").statusCode()).isEqualTo(404);
  }

  private static void assertOneTape(StandInTask... chain) {
    for (int index = 1; index < chain.length; index++) {
      assertThat(chain[index].recognised()).isTrue();
      assertThat(chain[index].tapePosition() - chain[index - 1].tapePosition()).as("stride to segment " + index).isEqualTo(STRIDE);
    }
  }

  private List<String> files() {
    return Folders.filesButLock(folder.resolve("audio")).stream().map(file -> file.getFileName().toString()).toList();
  }
}
