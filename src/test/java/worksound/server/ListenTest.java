package worksound.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import worksound.acestep.AcestepStandIn;
import worksound.acestep.StandInOptions;
import worksound.testing.Requirement;

/** Players that are no page hear the music from one address, and are a listener like a page to everybody else. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
@Requirement("B12")
class ListenTest {

  private static final int WAV_SECOND = 4 * 48_000;

  private AcestepStandIn acestep;
  private Vertx vertx;
  private Path audioDir;
  private Server server;
  /** What a server runs on after a restart. */
  private Vertx another;

  @BeforeEach
  void prepare(Vertx vertx, @TempDir Path audioDir) throws Exception {
    this.vertx = vertx;
    this.audioDir = audioDir;
    acestep = AcestepStandIn.start(vertx, new StandInOptions().segment(6, 2)).await();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
    if (another != null) {
      another.close().await();
    }
    acestep.close().await();
  }

  private void serve(JsonObject stream) throws Exception {
    server = Server.start(vertx, audioDir, new JsonObject().put("acestep", new JsonObject().put("url", acestep.url())).put("stream", stream));
  }

  @Test
  void tuningInStartsTheMusic() throws Exception {
    serve(new JsonObject());
    Story story = Story.read(server, null);
    try (StreamReader mpv = new StreamReader(server.port(), "GET", "/listen.wav?prompt=rain", "HTTP/1.0", "User-Agent: libmpv\r\n")) {
      assertThat(mpv.head).startsWith("HTTP/1.0 200").contains("audio/wav", "no-store").doesNotContainIgnoringCase("transfer-encoding");
      byte[] header = mpv.read(44);
      assertThat(new String(header, ISO_8859_1)).startsWith("RIFF\u00ff\u00ff\u00ff\u00ffWAVE");
      story.awaitEvent("segment_delivered", 0);
      assertThat(mpv.read(4 * WAV_SECOND)).hasSize(4 * WAV_SECOND);
      JsonObject playback = story.await(frame -> frame.name().equals("status") && frame.data().getJsonObject("playback") != null
        && "playing".equals(frame.data().getJsonObject("playback").getString("state"))).data();
      assertThat(playback.getJsonObject("playback").getJsonObject("by"))
        .isEqualTo(new JsonObject().put("kind", "stream").put("name", "mpv").put("local", true).put("listeners", 1));
      assertThat(playback.getJsonObject("prompt").getString("current")).isEqualTo("rain");
    }
    story.await(frame -> frame.name().equals("status") && frame.data().getJsonObject("playback") != null
      && frame.data().getJsonObject("playback").getString("state").equals("idle"));
  }

  @Test
  void askingForTheHeadersStartsNothingAndEveryFormatIsSentInChunksToWhoeverCanTakeThem() throws Exception {
    serve(new JsonObject());
    try (StreamReader player = new StreamReader(server.port(), "HEAD", "/listen.mp3", "HTTP/1.1", "Icy-MetaData: 1\r\nConnection: close\r\n")) {
      assertThat(player.head).startsWith("HTTP/1.1 200").containsIgnoringCase("icy-metaint: 16000").containsIgnoringCase("icy-br: 192");
      assertThat(player.read(1)).isEmpty();
    }
    assertThat(server.get("/listen.m3u?prompt=rain%20%26%20piano").bodyAsString().lines())
      .containsExactly("#EXTM3U", "#EXTINF:-1,worksound", "listen.mp3?prompt=rain+%26+piano");
    assertThat(server.status().getString("session_id")).isNull();
    for (Map.Entry<String, String> format : Map.of("wav", "audio/wav", "mp3", "audio/mpeg", "opus", "audio/ogg; codecs=opus").entrySet()) {
      try (StreamReader player = new StreamReader(server.port(), "GET", "/listen." + format.getKey(), "HTTP/1.1", "")) {
        assertThat(player.head).startsWith("HTTP/1.1 200").containsIgnoringCase("transfer-encoding: chunked")
          .containsIgnoringCase("content-type: " + format.getValue()).containsIgnoringCase("accept-ranges: none").containsIgnoringCase("icy-name: worksound");
        assertThat(player.read(20_000)).hasSize(20_000);
      }
    }
  }

  @Test
  void aPlayerThatAsksForItGetsThePromptAsTitle() throws Exception {
    serve(new JsonObject());
    try (StreamReader player = StreamReader.listen(server.port(), "/listen.mp3?prompt=it's%20late", "Icy-MetaData: 1\r\n")) {
      assertThat(player.head).containsIgnoringCase("icy-metaint: 16000");
      String title = "";
      for (int i = 0; i < 8 && !title.contains("late"); i++) {
        player.read(16_000);
        title = new String(player.read(16 * player.read(1)[0]), UTF_8);
      }
      assertThat(title.replace("\0", "")).isEqualTo("StreamTitle='it’s late';");
    }
  }

  @Test
  void anotherSitesPageNeitherStartsNorTakesTheMusic() throws Exception {
    serve(new JsonObject());
    for (String header : new String[] {"Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n",
      "Referer: http://evil.example/\r\n", "Origin: http://evil.example\r\n"}) {
      try (StreamReader page = StreamReader.listen(server.port(), "/listen.mp3", header)) {
        assertThat(page.status()).as(header).isEqualTo(403);
      }
    }
    assertThat(server.status().getString("session_id")).isNull();
    try (StreamReader own = StreamReader.listen(server.port(), "/listen.mp3", "Sec-Fetch-Site: same-origin\r\nReferer: http://127.0.0.1:" + server.port() + "/\r\n")) {
      assertThat(own.status()).isEqualTo(200);
    }
  }

  @Test
  void whereTuningInDoesNotStartTheMusicItIsHeardOnceItPlays() throws Exception {
    serve(new JsonObject().put("autostart", false).put("max_listeners", 1));
    try (StreamReader early = StreamReader.listen(server.port(), "/listen.wav", "")) {
      assertThat(early.status()).isEqualTo(409);
    }
    server.play("calm");
    try (StreamReader player = StreamReader.listen(server.port(), "/listen.wav", "")) {
      assertThat(player.status()).isEqualTo(200);
      assertThat(player.read(3 * WAV_SECOND)).hasSize(3 * WAV_SECOND);
      try (StreamReader second = StreamReader.listen(server.port(), "/listen.wav", "")) {
        assertThat(second.status()).as("one listener too many").isEqualTo(503);
      }
    }
  }

  @Test
  void whoBeginsLastPlaysAndTheOtherFallsSilent() throws Exception {
    serve(new JsonObject());
    Story story = Story.read(server, null);
    Listener page = new Listener(server, "page", server.play("calm"));
    story.awaitEvent("segment_accepted", 0);
    page.hear(0);
    try (StreamReader player = StreamReader.listen(server.port(), "/listen.wav", "")) {
      player.read(WAV_SECOND);
      story.await(frame -> frame.name().equals("status") && frame.data().getJsonObject("playback") != null
        && frame.data().getJsonObject("playback").getString("player_id").startsWith("stream"));
      assertThat(page.tell("playing", false).statusCode()).isEqualTo(409);
      assertThat(page.tell("playing", true).statusCode()).isEqualTo(204);
      assertThat(player.ends(8 * WAV_SECOND)).as("the stream ends").isTrue();
    }
    assertThat(server.status().getJsonObject("playback").getString("player_id")).isEqualTo("page");
  }

  @Test
  void stopEndsTheStreamAndAProgramThatConnectsAgainByItselfDoesNotUndoIt() throws Exception {
    serve(new JsonObject());
    try (StreamReader player = StreamReader.listen(server.port(), "/listen.wav", "")) {
      player.read(2 * WAV_SECOND);
      server.send(HttpMethod.POST, "/session/stop", new JsonObject());
      assertThat(player.ends(8 * WAV_SECOND)).isTrue();
    }
    try (StreamReader again = StreamReader.listen(server.port(), "/listen.wav", "")) {
      assertThat(again.status()).isEqualTo(409);
    }
    assertThat(server.status().getString("session_id")).isNull();
    for (String person : new String[] {"User-Agent: Mozilla/5.0 (X11) Firefox/128.0\r\n", "User-Agent: mpv\r\n"}) {
      try (StreamReader player = StreamReader.listen(server.port(), "/listen.wav", person)) {
        assertThat(player.status()).as(person).isEqualTo(200);
      }
    }
  }

  @Test
  @Requirement("B6")
  void afterARestartOfTheServerAPlayerThatConnectsAgainHearsTheSameMusic() throws Exception {
    serve(new JsonObject());
    Story story = Story.read(server, null);
    try (StreamReader player = StreamReader.listen(server.port(), "/listen.wav?prompt=rain", "")) {
      // Silence is sent until there is music, and a session without any is not kept.
      story.awaitEvent("segment_delivered", 0);
      player.read(2 * WAV_SECOND);
      String session = server.status().getString("session_id");
      server.stop();
      assertThat(player.ends(20 * WAV_SECOND)).isTrue();
      vertx = another = Vertx.vertx();
      serve(new JsonObject());
      try (StreamReader again = StreamReader.listen(server.port(), "/listen.wav?prompt=rain", "")) {
        again.read(2 * WAV_SECOND);
        assertThat(server.status().getString("session_id")).isEqualTo(session);
      }
    }
  }
}
