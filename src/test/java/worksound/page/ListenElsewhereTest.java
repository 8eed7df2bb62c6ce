package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.microsoft.playwright.Page;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import worksound.server.Server;
import worksound.testing.Ports;
import worksound.testing.QrReader;
import worksound.testing.Requirement;

/** The page gives the music to the stream and takes it back; server and browser are real. */
@Tag("long")
class ListenElsewhereTest extends InBrowser {

  /** Notes the media elements that the page makes by itself, and what it does when a media key is pressed. */
  private static final String NOTED = """
    window.heard = [];
    window.keys = {};
    window.Audio = class extends Audio { constructor(...given) { super(...given); heard.push(this); } };
    const set = navigator.mediaSession.setActionHandler.bind(navigator.mediaSession);
    navigator.mediaSession.setActionHandler = (key, action) => { keys[key] = action; set(key, action); };
    """;

  @TempDir
  Path audioDir;
  /** A server that is started again listens where it did. */
  private Ports.Held port;
  private Vertx vertx;
  private Server server;

  @BeforeEach
  void holdPort() throws Exception {
    port = Ports.hold();
  }

  @AfterEach
  void releasePort() {
    port.close();
  }

  private void serve(JsonObject http) throws Exception {
    vertx = Vertx.vertx();
    server = Server.start(vertx, audioDir, new JsonObject().put("http", http.put("port", port.number())));
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
    vertx.close().await();
  }

  @Test
  @Requirement("B12")
  void thisBrowserPlaysTheStreamAndThePageTakesItBack() throws Exception {
    serve(new JsonObject());
    Page page = browser.newPage();
    page.addInitScript(NOTED);
    open(page, server.port());
    page.click("#play");
    waitForState(page, "playing");
    openDetails(page);
    page.click("#listen > summary");
    page.waitForCondition(() -> page.inputValue("#listen-address").equals("http://127.0.0.1:" + server.port() + "/listen.mp3"));
    page.click("#listen-here");
    page.waitForCondition(() -> player().equals("stream"));
    waitForText(page, "#notice-words", words -> words.startsWith("Keeps playing with the screen locked."));
    waitForText(page, "#play-label", "Pause"::equals);
    assertThat(page.isVisible("#stop")).isTrue();
    assertThat(page.getAttribute("#listen-here", "aria-pressed")).isEqualTo("true");
    page.waitForFunction("() => window.player = heard.find(each => each.src.endsWith('/listen.mp3') && each.currentTime > 1 && !each.muted)");
    assertThat(page.evaluate("() => navigator.mediaSession.playbackState")).isEqualTo("playing");
    page.evaluate("() => keys.pause()");
    page.waitForCondition(() -> state().equals("idle"));
    waitForText(page, "#play-label", "Resume"::equals);
    assertThat(page.evaluate("() => player.paused && navigator.mediaSession.playbackState !== 'playing'")).isEqualTo(true);
    page.evaluate("() => keys.play()");
    page.waitForCondition(() -> state().equals("playing"));
    page.waitForFunction("() => player.currentTime > 0.5 && !player.paused && navigator.mediaSession.playbackState === 'playing'");
    page.click("#play");
    page.waitForCondition(() -> state().equals("idle"));
    page.click("#play");
    page.waitForCondition(() -> state().equals("playing"));
    page.click("#notice-act");
    page.waitForCondition(() -> player().equals("page"));
    waitForText(page, "#notice-words", String::isEmpty);
    assertThat(page.getAttribute("#listen-here", "aria-pressed")).isEqualTo("false");
    assertThat(browser.errors()).as("nothing but a report that crosses the stream's taking over")
      .hasSizeLessThanOrEqualTo(1).allMatch(error -> error.contains("409 (Conflict)"));
  }

  /** Another device gets the address with a key that opens the stream alone. */
  @Test
  @Requirement("B12")
  void aPhoneReadsTheAddressFromTheScreen() throws Exception {
    QrReader.assumeInstalled();
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger access = (Logger) LoggerFactory.getLogger("worksound.http.AccessHandler");
    log.start();
    access.addAppender(log);
    serve(new JsonObject().put("host", "0.0.0.0").put("allowed_hosts", List.of(Browser.OTHER_MACHINE)));
    access.detachAppender(log);
    Page page = browser.newPage();
    String home = "http://" + Browser.OTHER_MACHINE + ":" + server.port() + "/";
    page.navigate(home + log.list.get(0).getFormattedMessage().replaceFirst(".*/(?=\\?access=)", ""));
    waitForText(page, "#play-label", words -> !words.isEmpty());
    openDetails(page);
    page.click("#listen > summary");
    page.waitForFunction("() => { const code = document.getElementById('listen-qr'); return code.complete && code.naturalWidth > 0 }");
    String address = page.inputValue("#listen-address");
    assertThat(address).startsWith(home + "listen.mp3?key=");
    assertThat(QrReader.read(page.locator("#listen-qr").screenshot())).isEqualTo(address);
  }

  @Test
  @Requirement({"B6", "B12"})
  void theStreamIsPlayedAgainWhenTheServerIsBack() throws Exception {
    serve(new JsonObject());
    Page page = browser.newPage();
    page.addInitScript(NOTED);
    open(page, server.port());
    openDetails(page);
    page.click("#listen > summary");
    page.click("#listen-here");
    page.waitForFunction("() => heard.some(each => each.src.endsWith('/listen.mp3') && each.currentTime > 1)");
    String session = server.status().getString("session_id");
    stop();
    waitForConsole(page, "the stream is interrupted");
    serve(new JsonObject());
    page.waitForCondition(() -> player().equals("stream") && state().equals("playing"));
    assertThat(server.status().getString("session_id")).isEqualTo(session);
    assertThat(page.textContent("#play-label")).isEqualTo("Pause");
    page.click("#stop");
    waitForState(page, "idle");
  }

  private String player() {
    JsonObject playback = playback();
    return playback == null ? "" : playback.getJsonObject("by").getString("kind");
  }

  private String state() {
    JsonObject playback = playback();
    return playback == null ? "" : playback.getString("state");
  }

  private JsonObject playback() {
    try {
      return server.status().getJsonObject("playback");
    } catch (Exception e) {
      throw new IllegalStateException("the server does not say its status", e);
    }
  }
}
