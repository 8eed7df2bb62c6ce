package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** What comes out of the page's audio graph is captured and compared with the tape the segments were cut from. */
class HearingTest extends InBrowser {

  @Test
  void playsTheTapeAcrossFourSeamsWithoutAGap() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      Page page = play(server, 5);
      assertHeardAsTape(Recording.of(page, 0), 0);
      assertThat(page.textContent("#fact-underruns")).isEqualTo("0");
      assertThat(server.violations()).isEmpty();
      assertThat(browser.errors()).isEmpty();
      assertThat(browser.requests()).allMatch(address -> address.startsWith(server.url()));
    }
  }

  @Test
  void slowDownloadsLeaveNoGap() throws Exception {
    Script slow = new Script(6, 2, 0.7, index -> 100, index -> 2_200);
    try (ScriptedServer server = new ScriptedServer(slow)) {
      Page page = play(server, 3);
      assertHeardAsTape(Recording.of(page, 0), 0);
      assertThat(page.textContent("#fact-underruns")).isEqualTo("0");
      assertThat(page.textContent("#fact-delay")).matches("[23]\\.\\d\u00a0s");
      assertThat(server.violations()).isEmpty();
    }
  }

  @Test
  void aLateSegmentIsCountedAndNothingIsHeardTwice() throws Exception {
    Script late = Script.quick().generating(index -> index == 2 ? 9_000 : 100);
    try (ScriptedServer server = new ScriptedServer(late)) {
      Page page = play(server, 1);
      waitForState(page, "generating");
      waitForText(page, "#fact-underruns", "1"::equals);
      hear(page, 3);
      waitForState(page, "playing");
      Recording heard = Recording.of(page, 0);
      int silence = heard.silenceOf(100);
      Recording after = heard.from(silence);
      long endOfSegmentOne = late.strideFrames() + late.segmentFrames();
      assertHeardAsTape(after.from(after.firstSound()), endOfSegmentOne);
      assertThat(page.textContent("#fact-underruns")).isEqualTo("1");
      assertThat(server.violations()).isEmpty();
    }
  }

  @Test
  void stopFadesOutAndGoesQuiet() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      Page page = play(server, 1);
      page.click("#stop");
      assertThat(page.getAttribute("body", "data-state")).isEqualTo("idle");
      assertThat(page.isVisible("#play")).isTrue();
      assertThat(page.isVisible("#stop")).isFalse();
      waitForConsole(page, "the sound is released");
      assertThat(server.requests()).contains("POST /session/stop");
      assertFadedOut(Recording.of(page, 0));
      assertThat(server.violations()).isEmpty();
      assertThat(browser.errors()).isEmpty();
    }
  }

  @Test
  void aReloadGoesOnAtTheSecondThatWasLastHeard() throws Exception {
    Script script = new Script(8, 2, 0.7, index -> 100, index -> 0);
    try (ScriptedServer server = new ScriptedServer(script)) {
      Page page = play(server, 1);
      page.reload();
      waitForState(page, "playing");
      page.waitForCondition(() -> Integer.parseInt(page.evaluate("() => recordedFrames(0)").toString()) > 2 * Tape.RATE);
      Recording heard = Recording.of(page, 0);
      long left = server.requests().stream().filter(line -> line.contains("\"claim\":true")).count();
      assertThat(left).as("claims").isEqualTo(2);
      long lastHeard = server.playback().lastPositionBeforeClaim();
      int sounding = heard.firstSound() + Tape.RATE / 5;
      long place = heard.placeOnTape(sounding, lastHeard + 2 * Tape.RATE, 2 * Tape.RATE);
      assertHeardAsTape(heard, place - Tape.RATE / 5);
      assertThat(server.violations()).isEmpty();
    }
  }
}
