package worksound.page;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import worksound.acestep.AcestepStandIn;
import worksound.acestep.StandInEvent;
import worksound.acestep.StandInOptions;
import worksound.server.ServerProcess;
import worksound.testing.Ports;
import worksound.testing.Requirement;

/** The server's process is killed under a page that listens, and started again: the page stays with the music, heard at the output. */
@Timeout(180)
@Tag("listening")
@Tag("long")
class LostServerTest extends InBrowser {

  /** As long as the stand-in's tape swells, so that every segment has the same peak and none is turned up until it clips. */
  private static final double SECONDS_LONG = 8;
  private static final double OVERLAP = 2;
  /** What a bridge of such segments goes back: their shared end, or all that is new in them, less the fade into it. */
  private static final long[] BRIDGES = {frames(0.5 - 2), frames(0.5 - 6), frames(0.5 - 8)};

  @TempDir
  Path folder;
  private final Vertx vertx = Vertx.vertx();
  private AcestepStandIn acestep;
  /** Both servers listen on it. */
  private Ports.Held port;

  @BeforeEach
  void start() throws Exception {
    port = Ports.hold();
    acestep = AcestepStandIn.start(vertx, new StandInOptions().segment(SECONDS_LONG, OVERLAP)).await(30, SECONDS);
  }

  @AfterEach
  void nothingWasSentThatTheRealServerWouldMind() throws Exception {
    port.close();
    assertThat(acestep.violations()).isEmpty();
    vertx.close().await(30, SECONDS);
  }

  private static long frames(double seconds) {
    return Math.round(seconds * TimeMap.RATE);
  }

  /** @param bytesPerSecond of a download, 0: as fast as it goes */
  private ServerProcess server(int bytesPerSecond) throws Exception {
    return new ServerProcess(folder, new JsonObject()
      .put("http", new JsonObject().put("port", port.number()).put("download_bytes_per_second", bytesPerSecond))
      .put("audio", new JsonObject().put("dir", folder.resolve("audio").toString()))
      .put("segment", new JsonObject().put("seconds", SECONDS_LONG).put("overlap_seconds", OVERLAP))
      .put("player", new JsonObject().put("crossfade_seconds", 1))
      .put("session", new JsonObject().put("look_ahead", 1))
      .put("acestep", new JsonObject().put("url", acestep.url()).put("retry_seconds", List.of(0.01, 0.02))));
  }

  private static Page play(ServerProcess server) throws Exception {
    Page page = browser.newPageWithRecorder();
    open(page, server.port());
    page.fill("#prompt", "calm piano");
    page.click("#play");
    return page;
  }

  @Test
  @Requirement("B6")
  void killedWhileItPlays() throws Exception {
    Page page;
    String session;
    try (ServerProcess server = server(0)) {
      page = play(server);
      hear(page, 1);
      session = server.status().getString("session_id");
      server.kill();
    }
    waitForText(page, "#notice-words", text -> text.contains("keeps playing"));
    waitForText(page, "#detail", text -> text.contains("Loaded music lasts") || text.startsWith("The next part is late"));
    waitForText(page, "#detail", text -> text.startsWith("The next part is late"));
    assertThat(page.getAttribute("body", "data-state")).isEqualTo("playing");
    try (ServerProcess server = server(0)) {
      int held = heard(page);
      page.waitForCondition(() -> heard(page) >= held + 1);
      assertThat(server.status().getString("session_id")).isEqualTo(session);
      assertThat(page.isVisible("#notice")).isFalse();
      assertThat(page.textContent("#headline")).isEqualTo("calm piano");
      assertThat(page.textContent("#fact-underruns")).isEqualTo("1");
      assertOneMusic(page);
      page.click("#stop");
      waitForState(page, "idle");
      page.waitForCondition(() -> browser.console().stream().anyMatch(line -> line.contains("POST /session/stop ended 200")));
    }
  }

  @Test
  void killedDuringADownload() throws Exception {
    Page page;
    try (ServerProcess server = server(700_000)) {
      page = play(server);
      waitForConsole(page, "WAV 2 download started");
      server.kill();
    }
    waitForConsole(page, "server does not answer");
    try (ServerProcess server = server(0)) {
      page.waitForCondition(() -> heard(page) >= 3);
      assertThat(server.status().getJsonObject("playback").getString("state")).isEqualTo("playing");
      assertOneMusic(page);
    }
  }

  @Test
  @Requirement({"B6", "B16"})
  void killedWithANewPieceOnItsWay() throws Exception {
    Page page;
    try (ServerProcess server = server(0)) {
      page = play(server);
      hear(page, 0);
      acestep.hold();
      page.click("#renew");
      page.waitForSelector("#undo:not([hidden])");
      server.kill();
    }
    waitForConsole(page, "server does not answer");
    try (ServerProcess server = server(0)) {
      waitForConsole(page, "POST /session/piece ended 200", 2);
      waitForText(page, "#change", text -> text.startsWith("A new piece is"));
      acestep.release();
      waitForConsole(page, "planned: announced");
      assertThat(server.status().getString("session_id")).as("its session").isNotNull();
      assertThat(page.getAttribute("body", "data-state")).isEqualTo("playing");
    }
  }

  @Test
  void killedBeforeAnythingCouldBeKept() throws Exception {
    acestep.hold();
    Page page;
    try (ServerProcess server = server(0)) {
      page = play(server);
      acestep.await(StandInEvent.HELD, 1).await(30, SECONDS);
      waitForText(page, "#detail", text -> text.startsWith("Generating part 1"));
      server.kill();
    }
    waitForText(page, "#notice-words", text -> text.startsWith("The server does not answer"));
    try (ServerProcess server = server(0)) {
      waitForConsole(page, "knows nothing of the session");
      acestep.release();
      hear(page, 1);
      assertThat(server.status().getJsonObject("prompt").getString("current")).isEqualTo("calm piano");
    }
  }

  @Test
  void killedWithAllItKeptOfTheMusicThatPlays() throws Exception {
    Page page;
    try (ServerProcess server = server(0)) {
      page = play(server);
      hear(page, 1);
      server.kill();
    }
    Files.delete(folder.resolve("audio/resume.json"));
    int tasks = acestep.tasks().size();
    try (ServerProcess server = server(0)) {
      waitForConsole(page, "knows nothing of the session");
      waitForConsole(page, "the sound is released");
      waitForConsole(page, "segment 1 playback started", 2);
      Recording heard = Recording.of(page, 0);
      assertThat(heard.longestSilenceMillis(heard.firstSound(), heard.frames())).isLessThan(NO_GAP_MILLIS);
      assertOnlyOneMusicSoundsAtTheEnd(heard, acestep.tasks().get(tasks).tapePosition());
      assertThat(server.status().getJsonObject("prompt").getString("current")).isEqualTo("calm piano");
    }
  }

  /** From the first sound on there is no silence, and the music goes on as one, but for the jumps of its bridges. */
  private void assertOneMusic(Page page) {
    assertThat(page.evaluate("() => contexts.length")).as("audio contexts").isEqualTo(1);
    assertThat(browser.console()).as("no second start").noneMatch(line -> line.contains("the sound is released"));
    Recording heard = Recording.of(page, 0);
    assertThat(heard.longestSilenceMillis(heard.firstSound(), heard.frames())).isLessThan(NO_GAP_MILLIS);
    int risen = heard.firstSound() + TimeMap.RATE / 5;
    float[] music = heard.from(risen).samples();
    long beginning = acestep.tasks().get(0).tapePosition() + TimeMap.RATE / 5;
    TimeMap.Signal tape = worksound.acestep.Tape::at;
    TimeMap map = new TimeMap(tape, TapeMatch.locate(tape, music, beginning, TimeMap.RATE / 50), BRIDGES);
    map.allowWhatIsAnnounced(browser.console());
    map.take(music);
    long bridges = TimeMap.announced(browser.console()) + TimeMap.bridges(browser.console());
    System.out.printf("%.1f s, %d bridges, step %.2f dB, elsewhere %.2f s%n", heard.seconds(), bridges, map.worstStepDb(), map.unknownSeconds());
    assertThat(map.jumps()).as("jumps in the music's time, each of them announced").hasSizeLessThanOrEqualTo((int) bridges);
    assertThat(map.unknownSeconds()).as("seconds that are not on the tape").isLessThan(bridges * 0.6 + 0.2);
    assertThat(map.worstStepDb()).isLessThan(0.5);
  }

  /** The last half second is on the stand-in's tape where the new session is, with nothing of the music that was lost beside it. */
  private static void assertOnlyOneMusicSoundsAtTheEnd(Recording heard, long beginning) {
    TimeMap.Signal tape = worksound.acestep.Tape::at;
    float[] end = heard.from(heard.frames() - TimeMap.RATE / 2).samples();
    int searched = (int) frames(SECONDS_LONG);
    TimeMap map = new TimeMap(tape, TapeMatch.locate(tape, end, beginning + searched, searched));
    map.take(end);
    assertThat(map.unknownSeconds()).as("seconds of something else").isZero();
  }

  private static int heard(Page page) {
    return Integer.parseInt(page.textContent("#fact-segment")) - 1;
  }
}
