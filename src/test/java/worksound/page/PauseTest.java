package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import worksound.testing.Requirement;

/** Pauses, breaks and mute hold whatever the server does meanwhile. */
@Tag("listening")
class PauseTest extends InBrowser {

  private static final Script LONG = new Script(30, 6, 3, index -> 100, index -> 0);
  /** It stands while nothing is heard. */
  private static final String CLOCK = "() => contexts[0].currentTime";
  private static final String NOTE_KEYS = """
    window.keys = {};
    MediaSession.prototype.setActionHandler = function (key, action) { window.keys[key] = action; };""";

  /** A page whose media keys can be pressed as {@code keys.pause()}, with segment 0 playing. */
  private static Page playWithKeys(ScriptedServer server) {
    Page page = browser.newPage();
    page.addInitScript(NOTE_KEYS);
    page.navigate(server.url());
    page.click("#play");
    hear(page, 0);
    return page;
  }

  private static void waitForAudio(Page page, String state) {
    page.waitForCondition(() -> state.equals(page.evaluate("() => contexts[0].state")));
  }

  private static double lastTenth(Page page) {
    Recording heard = Recording.of(page, 0);
    return heard.frames() < Tape.RATE ? 0 : heard.rms(heard.frames() - Tape.RATE / 10, heard.frames());
  }

  @Test
  @Requirement("B16")
  void aPauseHoldsTheSessionThatTakesThePlaceOfALostOne() throws Exception {
    try (ScriptedServer server = new ScriptedServer(LONG)) {
      Page page = playWithKeys(server);
      page.evaluate("() => keys.pause()");
      waitForAudio(page, "suspended");
      Object held = page.evaluate(CLOCK);
      int heard = Recording.of(page, 0).frames();
      server.act(ScriptedSession::restart);
      waitForConsole(page, "segment 0 will be heard at", 2);
      assertThat(page.textContent("#state")).isEqualTo("paused");
      assertThat(page.evaluate(CLOCK)).as("seconds of sound: nothing is heard").isEqualTo(held);
      assertThat(page.evaluate("() => contexts[0].state")).isEqualTo("suspended");
      page.click("#play");
      waitForConsole(page, "the sound is released");
      page.waitForCondition(() -> Recording.of(page, 0).frames() > heard + 3 * Tape.RATE);
      assertThat(lastTenth(page)).isGreaterThan(0.01);
      assertThat(page.textContent("#state")).isEqualTo("playing");
      assertThat(page.evaluate("() => contexts.length")).isEqualTo(1);
      assertThat(browser.errors()).isEmpty();
    }
  }

  @Test
  void muteAndPauseActOnMusicThatIsBridged() throws Exception {
    try (ScriptedServer server = new ScriptedServer(LONG)) {
      Page page = playWithKeys(server);
      page.waitForCondition(() -> lastTenth(page) > 0.01);
      server.act(session -> {
        session.use(LONG.generating(index -> -1));
        session.restart();
      });
      page.waitForCondition(() -> server.requests().stream().filter(line -> line.startsWith("POST /session/start")).count() == 2);
      page.click("#mute");
      page.waitForCondition(() -> lastTenth(page) < 1e-4);
      page.click("#mute");
      page.waitForCondition(() -> lastTenth(page) > 0.01);
      page.click("#play");
      waitForAudio(page, "suspended");
      page.click("#play");
      waitForAudio(page, "running");
      page.waitForCondition(() -> lastTenth(page) > 0.01);
      assertThat(browser.errors()).isEmpty();
    }
  }

  @Test
  void goingOnByHandEndsTheBreak() throws Exception {
    try (ScriptedServer server = new ScriptedServer(LONG)) {
      Page page = playInBlocks(server, "blocks-50-10");
      page.click("#timer-skip");
      waitForText(page, "#state", "break"::equals);
      page.click("#play");
      waitForText(page, "#state", "playing"::equals);
      waitForText(page, "#timer-words", text -> text.startsWith("Work: "));
    }
  }
}
