package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import worksound.testing.Requirement;

/** What comes out of the page's audio graph is captured and compared with the tape the segments were cut from. */
@Tag("listening")
class HearingTest extends InBrowser {

  @Test
  @Requirement({"R17", "B1", "B11"})
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
  @Tag("long")
  @Requirement({"R16", "R18", "R23"})
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
  @Tag("long")
  @Requirement("B2")
  void aLateSegmentIsBridgedAndTakesOverInPhase() throws Exception {
    Script late = Script.quick().generating(index -> index == 2 ? 12_000 : 150);
    try (ScriptedServer server = new ScriptedServer(late)) {
      Page page = play(server, 1);
      waitForText(page, "#detail", text -> text.equals("The next part is late; repeating the last seconds."));
      waitForConsole(page, "bridge 1 pass 5 started");
      assertThat(page.getAttribute("body", "data-state")).isEqualTo("playing");
      hear(page, 2);
      assertThat(page.textContent("#fact-underruns")).isEqualTo("1");
      hear(page, 3);
      Recording heard = Recording.of(page, 0);
      TimeMap map = mapOf(heard, late);
      assertThat(heard.longestSilenceMillis(heard.firstSound(), heard.frames())).isLessThan(NO_GAP_MILLIS);
      long narrow = -(late.overlapFrames() - late.loopFadeFrames());
      long wide = narrow - (late.strideFrames() - late.overlapFrames());
      assertThat(map.jumps()).startsWith(narrow, narrow, narrow, wide, wide).filteredOn(jump -> jump != narrow && jump != wide)
        .hasSizeLessThanOrEqualTo((int) TimeMap.announced(browser.console()));
      assertThat(map.worstErrorDb()).isLessThan(-25);
      assertThat(map.unknownSeconds()).isLessThan(map.jumps().size() * (late.loopFadeFrames() / (double) Tape.RATE + 0.1));
      assertThat(server.violations()).isEmpty();
    }
  }

  /** Follows the recording on the tape through the bridges of a script, from its first sound. */
  private static TimeMap mapOf(Recording heard, Script script) {
    long narrow = -(script.overlapFrames() - script.loopFadeFrames());
    TimeMap map = new TimeMap((frame, channel) -> Tape.sample(frame, channel) / 32_768f, heard.placeOfFirstSound(),
      narrow, narrow - (script.strideFrames() - script.overlapFrames()));
    map.allowWhatIsAnnounced(browser.console());
    map.take(heard.from(heard.firstSound()).samples());
    return map;
  }

  @Test
  @Tag("long")
  @Requirement("B2")
  void aSegmentThatNeverComesIsBridgedForAsLongAsItTakes() throws Exception {
    Script never = Script.quick().generating(index -> index == 1 ? -1 : 150);
    try (ScriptedServer server = new ScriptedServer(never)) {
      Page page = play(server, 0);
      waitForConsole(page, "bridge 0 pass 6 started");
      page.click("#stop");
      waitForConsole(page, "the sound is released");
      Recording heard = Recording.of(page, 0);
      Recording end = heard.from(heard.silenceOf(NO_GAP_MILLIS));
      assertThat(end.firstSound()).as("frames of the first silence, which is the end").isEqualTo(end.frames());
      assertFadedOut(heard);
      assertThat(server.violations()).isEmpty();
    }
  }

  @Test
  @Tag("long")
  @Requirement("B3")
  void theFirstSegmentIsHeardWhileItDownloads() throws Exception {
    Script slow = new Script(10, 2, 0.7, index -> 100, index -> 5_000);
    try (ScriptedServer server = new ScriptedServer(slow)) {
      Page page = open(server);
      page.click("#play");
      waitForState(page, "playing");
      assertThat(browser.console()).noneMatch(line -> line.contains("WAV 0 download ended"));
      hear(page, 1);
      assertHeardAsTape(Recording.of(page, 0), 0);
      assertThat(page.textContent("#fact-underruns")).isEqualTo("0");
      assertThat(server.violations()).isEmpty();
    }
  }

  @Test
  @Tag("long")
  void aLinkThatGetsSlowerWhileItIsHeardFadesOutAtTheUnderrunAndResumes() throws Exception {
    Script sagging = new Script(10, 2, 0.7, index -> 100, index -> 100)
      .over((index, piece) -> index > 0 ? 5 : piece < 8 ? 125 : 1_250);
    try (ScriptedServer server = new ScriptedServer(sagging)) {
      Page page = open(server);
      page.click("#play");
      waitForState(page, "playing");
      waitForConsole(page, "underrun at");
      waitForState(page, "downloading");
      waitForState(page, "playing");
      page.waitForCondition(() -> browser.console().stream().filter(line -> line.contains("segment 0 playback started")).count() == 2);
      hear(page, 1);
      Recording heard = Recording.of(page, 0);
      int silence = heard.silenceOf(100);
      Recording after = heard.from(silence).from(heard.from(silence).firstSound());
      long resumed = Math.round(underrunAt() * Tape.RATE);
      int sounding = heard.firstSound() + Tape.RATE / 5;
      long tapeAtZero = heard.placeOfFirstSound() - heard.firstSound();
      assertThat(heard.errorDb(sounding, silence - Tape.RATE / 3, tapeAtZero)).as("before the underrun, dB").isLessThan(SAME_DB);
      assertHeardAsTape(after, resumed);
      assertThat(page.textContent("#fact-underruns")).isEqualTo("1");
      assertThat(server.violations()).isEmpty();
    }
  }

  private static double underrunAt() {
    String line = browser.console().stream().filter(each -> each.contains("underrun at")).findFirst().orElseThrow();
    return Double.parseDouble(line.replaceAll(".*underrun at ([\\d.]+) s", "$1"));
  }

  @Test
  @Tag("long")
  void aDownloadThatBreaksOffWhileItIsHeardGoesOnWhereItDid() throws Exception {
    Script slow = new Script(10, 2, 0.7, index -> 100, index -> 2_500);
    try (ScriptedServer server = new ScriptedServer(slow)) {
      server.audio().breakAt(14);
      Page page = play(server, 1);
      assertThat(server.requests().stream().filter("GET /audio/0.wav"::equals)).hasSize(2);
      assertThat(server.audio().resumedAt()).as("byte it goes on at").isEqualTo((int) (server.wav(0).length * 14L / Script.PIECES));
      assertHeardAsTape(Recording.of(page, 0), 0);
      assertThat(page.textContent("#fact-underruns")).isEqualTo("0");
    }
  }

  @Test
  @Tag("long")
  @Requirement("B10")
  void noMoreThanTwoSegmentsOfMusicStayInMemory() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      Page page = play(server, 2);
      double most = 0;
      for (int segment = 3; segment < 7; segment++) {
        hear(page, segment);
        most = Math.max(most, ((Number) page.evaluate("() => aliveAudioSeconds()")).doubleValue());
      }
      assertThat(most).isGreaterThan(1).isLessThanOrEqualTo(3 * 4);
    }
  }

  @Test
  @Requirement({"R2", "R13"})
  void stopFadesOutAndGoesQuiet() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      Page page = play(server, 1);
      page.click("#stop");
      assertThat(page.getAttribute("body", "data-state")).isEqualTo("idle");
      assertThat(page.isVisible("#play")).isTrue();
      assertThat(page.isVisible("#stop")).isFalse();
      waitForConsole(page, "the sound is released");
      page.waitForCondition(() -> server.requests().contains("POST /session/stop"));
      assertFadedOut(Recording.of(page, 0));
      assertThat(server.violations()).isEmpty();
      assertThat(browser.errors()).isEmpty();
    }
  }

  @Test
  @Tag("long")
  @Requirement("B6")
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
