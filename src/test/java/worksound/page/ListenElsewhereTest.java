package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import worksound.server.Server;
import worksound.testing.Requirement;

/** The page gives the music to the stream and takes it back; server and browser are real. */
@Tag("long")
class ListenElsewhereTest extends InBrowser {

  @TempDir
  Path audioDir;
  private Vertx vertx;
  private Server server;

  @BeforeEach
  void start() throws Exception {
    vertx = Vertx.vertx();
    server = Server.start(vertx, audioDir, new JsonObject());
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
    vertx.close().await();
  }

  @Test
  @Requirement("B12")
  void thisBrowserPlaysTheStreamAndThePageTakesItBack() {
    Page page = browser.newPage();
    page.navigate("http://127.0.0.1:" + server.port() + "/");
    page.click("#play");
    waitForState(page, "playing");
    openDetails(page);
    page.click("#listen > summary");
    page.waitForCondition(() -> page.inputValue("#listen-address").equals("http://127.0.0.1:" + server.port() + "/listen.mp3"));
    page.click("#listen-here");
    waitForState(page, "idle");
    waitForText(page, "#notice-words", words -> words.contains("on the server’s machine"));
    waitForText(page, "#play-label", "Play here"::equals);
    assertThat(page.getAttribute("#listen-here", "aria-pressed")).isEqualTo("true");
    page.waitForCondition(() -> player().equals("stream"));
    assertThat(page.evaluate("() => navigator.mediaSession.playbackState")).isEqualTo("playing");
    page.click("#play");
    waitForState(page, "playing");
    page.waitForCondition(() -> player().equals("page"));
    assertThat(page.getAttribute("#listen-here", "aria-pressed")).isEqualTo("false");
    assertThat(browser.errors()).isEmpty();
  }

  private String player() {
    try {
      JsonObject playback = server.status().getJsonObject("playback");
      return playback == null ? "" : playback.getJsonObject("by").getString("kind");
    } catch (Exception e) {
      throw new IllegalStateException("the server does not say its status", e);
    }
  }
}
