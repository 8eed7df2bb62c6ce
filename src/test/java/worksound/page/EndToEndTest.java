package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import worksound.server.Server;
import worksound.testing.Requirement;

/** All of it: the real page in a real browser, the real server and the built-in engine, heard at the output. */
@Timeout(180)
@Tag("listening")
class EndToEndTest {

  /** Segments are 6 s with 2 s of overlap: each adds this much. */
  private static final double STRIDE_SECONDS = 4;

  private static Vertx vertx;
  private static Browser browser;
  @TempDir
  Path audioDir;
  private Server server;

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
    browser = new Browser();
  }

  @AfterAll
  static void close() throws Exception {
    browser.close();
    vertx.close().await();
  }

  @BeforeEach
  void start() throws Exception {
    server = Server.start(vertx, audioDir, new JsonObject());
  }

  @AfterEach
  void stop() throws Exception {
    browser.forget();
    server.stop();
  }

  @Test
  @Requirement({"P5", "R12", "R23", "B11"})
  void playIsUnbrokenMusicAcrossSeamsAndAChangedPromptReachesTheNextSegment() throws Exception {
    Page page = browser.newPage();
    InBrowser.open(page, server.port());
    page.fill("#prompt", "calm piano, 70 bpm");
    page.click("#play");
    page.waitForSelector("body[data-state=playing]");
    page.fill("#prompt", "rain, dark ambient");
    page.click("#apply");
    page.waitForCondition(() -> segment("rain, dark ambient") >= 5);
    page.waitForCondition(() -> playing() >= 5);
    Recording recording = Recording.of(page, 0);
    int start = recording.firstSound();
    assertThat((recording.frames() - start) / 48_000.0).as("seconds of music").isGreaterThan(5 * STRIDE_SECONDS);
    assertThat(recording.longestSilenceMillis(start, recording.frames())).as("longest silence in ms").isLessThan(20);
    assertThat(status().getJsonObject("playback").getInteger("underruns")).isZero();
    assertThat(browser.errors()).isEmpty();
    page.click("#stop");
    page.waitForSelector("body[data-state=idle]");
    page.waitForCondition(() -> server.files().isEmpty());
  }

  /** Newest segment when it was made with this prompt, else −1. */
  private int segment(String prompt) {
    JsonObject segment = status().getJsonObject("segment");
    return segment != null && prompt.equals(segment.getString("prompt")) ? segment.getInteger("index") : -1;
  }

  private int playing() {
    JsonObject playback = status().getJsonObject("playback");
    return playback == null || playback.getInteger("segment_index") == null ? -1 : playback.getInteger("segment_index");
  }

  private JsonObject status() {
    try {
      return server.status();
    } catch (Exception e) {
      throw new AssertionError("no status", e);
    }
  }
}
