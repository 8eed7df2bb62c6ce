package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import worksound.testing.Requirement;

/** Pauses, breaks and mute hold whatever the server does meanwhile. */
@Tag("listening")
class PauseTest extends InBrowser {

  private static final Script LONG = new Script(30, 6, 3, index -> 100, index -> 0);
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

  private static void waitForAudio(Page page, int context, String state) {
    page.waitForCondition(() -> state.equals(page.evaluate("context => contexts[context].state", context)));
  }

  private static double lastTenth(Page page, int context) {
    Recording heard = Recording.of(page, context);
    return heard.frames() < Tape.RATE ? 0 : heard.rms(heard.frames() - Tape.RATE / 10, heard.frames());
  }

  @Test
  @Requirement("B16")
  void aPauseHoldsTheSessionThatTakesThePlaceOfALostOne() throws Exception {
    try (ScriptedServer server = new ScriptedServer(LONG)) {
      Page page = playWithKeys(server);
      page.evaluate("() => keys.pause()");
      waitForAudio(page, 0, "suspended");
      server.act(ScriptedSession::restart);
      waitForConsole(page, "the sound is released");
      waitForAudio(page, 1, "suspended");
      assertThat(page.textContent("#state")).isEqualTo("paused");
      Recording held = Recording.of(page, 1);
      assertThat(IntStream.range(0, held.samples().length).allMatch(i -> Math.abs(held.samples()[i]) < 1e-3)).as("nothing is heard").isTrue();
      page.click("#play");
      page.waitForCondition(() -> lastTenth(page, 1) > 0.01);
      assertThat(page.textContent("#state")).isEqualTo("playing");
      assertThat(browser.errors()).isEmpty();
    }
  }

  @Test
  void muteAndPauseActOnMusicThatIsBridged() throws Exception {
    try (ScriptedServer server = new ScriptedServer(LONG)) {
      Page page = playWithKeys(server);
      page.waitForCondition(() -> lastTenth(page, 0) > 0.01);
      server.act(session -> {
        session.use(LONG.generating(index -> -1));
        session.restart();
      });
      page.waitForCondition(() -> server.requests().stream().filter(line -> line.startsWith("POST /session/start")).count() == 2);
      page.click("#mute");
      page.waitForCondition(() -> lastTenth(page, 0) < 1e-4);
      page.click("#mute");
      page.waitForCondition(() -> lastTenth(page, 0) > 0.01);
      page.evaluate("() => keys.pause()");
      waitForAudio(page, 0, "suspended");
      page.click("#play");
      waitForAudio(page, 0, "running");
      page.waitForCondition(() -> lastTenth(page, 0) > 0.01);
      assertThat(browser.errors()).isEmpty();
    }
  }

  @Test
  void goingOnByHandEndsTheBreak() throws Exception {
    try (ScriptedServer server = new ScriptedServer(LONG)) {
      Page page = open(server);
      page.selectOption("#timer", "blocks-50-10");
      page.click("#play");
      hear(page, 0);
      page.click("#timer-skip");
      waitForText(page, "#state", "break"::equals);
      page.click("#play");
      waitForText(page, "#state", "playing"::equals);
      waitForText(page, "#timer-words", text -> text.startsWith("Work: "));
    }
  }
}
