package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import worksound.testing.Requirement;

/** What the page does with a person's commands and the server's answers. */
@Tag("listening")
@Tag("long")
class CommandsTest extends InBrowser {

  @Test
  @Requirement("R1")
  void nothingHappensBeforePlay() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      Page page = open(server);
      waitForText(page, "#engine", "Built-in engine (not ACE-Step)"::equals);
      assertThat(server.requests()).allMatch(line -> line.startsWith("GET /session/"));
      assertThat(page.getAttribute("body", "data-state")).isEqualTo("idle");
    }
  }

  @Test
  @Requirement("R13")
  void thePromptIsSentAsItIs() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      Page page = open(server);
      page.fill("#prompt", "  雨と piano\n ");
      page.click("#play");
      waitForState(page, "playing");
      assertThat(server.requests()).contains("POST /session/start " + new JsonObject().put("prompt", "  雨と piano\n ").encode());
    }
  }

  @Test
  @Requirement("R12")
  void aNewPromptSaysWhenItAppliesUntilItIsHeard() throws Exception {
    Script script = new Script(7, 1.5, 0.7, index -> index == 0 ? 150 : -1, index -> 0);
    try (ScriptedServer server = new ScriptedServer(script)) {
      Page page = play(server, 0);
      page.fill("#prompt", "rain on a tin roof");
      page.press("#prompt", "Control+Enter");
      waitForText(page, "#change", text -> text.matches("“rain on a tin roof” is heard in about 0:\\d\\d\\."));
      assertThat(server.requests()).contains("PUT /session/prompt {\"prompt\":\"rain on a tin roof\"}");
      assertThat(page.textContent("#fact-applies")).as("the one after the one that is being made").isEqualTo("part 3");
      // No other comes after it, so that it is heard for as long as it takes to look.
      server.act(session -> session.finish(script.generating(index -> index < 3 ? 150 : -1)));
      waitForText(page, "#change", text -> text.startsWith("A new prompt changes this music"));
      assertThat(page.textContent("#fact-segment")).isEqualTo("3");
      assertThat(server.violations()).isEmpty();
      assertThat(browser.errors()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
    400 | prompt-too-long    | Shorten it
    400 | bad-request        | did not understand
    404 | not-found          | does not know this address
    405 | method-not-allowed | refuses this kind of request
    413 | body-too-large     | too large
    503 | unavailable        | not ready
    500 | internal-error     | The server failed. Press Try again; its log says why.
    """)
  @Requirement("R13")
  void aRefusedStartIsShownInWords(int status, String code, String words) throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      server.refuse("POST /session/start", new Refusal(status, code));
      Page page = open(server);
      page.click("#play");
      waitForState(page, "error");
      assertThat(page.textContent("#notice")).contains(words);
      server.allow("POST /session/start");
      page.click("#play");
      waitForState(page, "playing");
      assertThat(page.isVisible("#notice")).isFalse();
    }
  }

  @Test
  void aRefusedPromptIsShownAndTheMusicGoesOn() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      server.refuse("PUT /session/prompt", new Refusal(400, "prompt-too-long"));
      Page page = play(server, 0);
      page.fill("#prompt", "x".repeat(2_001));
      page.click("#apply");
      waitForText(page, "#notice", text -> text.contains("2,000"));
      assertThat(page.getAttribute("body", "data-state")).isEqualTo("playing");
      hearNext(page);
    }
  }

  @Test
  void tryAgainSendsThePresetThatFailedAndNotTheDraft() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      server.refuse("POST /session/start", new Refusal(500, "internal-error"));
      server.refuse("PUT /session/prompt", new Refusal(500, "internal-error"));
      Page page = open(server);
      page.fill("#prompt", "a draft");
      String chosen = page.getAttribute("#presets button >> nth=0", "data-prompt");
      page.click("#presets button >> nth=0");
      waitForState(page, "error");
      server.allow("POST /session/start");
      page.click("#play");
      waitForState(page, "playing");
      assertThat(server.requests()).contains("POST /session/start " + new JsonObject().put("prompt", chosen).encode());
      String other = page.getAttribute("#presets button >> nth=1", "data-prompt");
      page.click("#presets button >> nth=1");
      waitForText(page, "#notice-act", "Try again"::equals);
      server.allow("PUT /session/prompt");
      page.click("#notice-act");
      // The notice goes at once, before the server has heard of it.
      page.waitForCondition(() -> server.requests().contains("PUT /session/prompt " + new JsonObject().put("prompt", other).encode()));
      assertThat(page.isVisible("#notice")).isFalse();
      assertThat(page.inputValue("#prompt")).isEqualTo("a draft");
    }
  }

  @Test
  void aStartWhileMusicRunsJoinsIt() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      server.act(session -> session.start("someone else's"));
      server.refuse("GET /session/status", new Refusal(503, "unavailable"));
      server.refuse("GET /session/events", new Refusal(503, "unavailable"));
      Page page = open(server);
      page.click("#play");
      page.waitForCondition(() -> server.requests().stream().anyMatch(line -> line.startsWith("POST /session/playback")));
      server.allow("GET /session/status");
      waitForState(page, "playing");
      assertThat(server.requests()).anyMatch(line -> line.startsWith("POST /session/start"));
      assertThat(server.violations()).isEmpty();
    }
  }

  @Test
  @Requirement("B6")
  void aSecondPageTakesOverAndTheFirstTakesItBack() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      Page first = play(server, 1);
      Page second = open(server);
      second.click("#play");
      waitForText(first, "#notice", text -> text.contains("Playing in another tab or on another device"));
      waitForState(first, "idle");
      waitForState(second, "playing");
      waitForConsole(first, "the sound is released");
      assertFadedOut(Recording.of(first, 0));
      assertThat(first.textContent("#play-label")).isEqualTo("Play here");
      first.click("#play");
      waitForState(second, "idle");
      waitForState(first, "playing");
      assertThat(server.requests()).filteredOn(line -> line.startsWith("POST /session/start")).hasSize(1);
      assertThat(server.violations()).isEmpty();
    }
  }

  @Test
  void stopRightAfterPlayLeavesNothingRunningAndPlayStartsANewSession() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      Page page = open(server);
      page.click("#play");
      page.click("#stop");
      page.waitForCondition(() -> server.requests().contains("POST /session/stop"));
      assertThat(page.getAttribute("body", "data-state")).isEqualTo("idle");
      assertThat(server.requests()).filteredOn(line -> line.startsWith("POST /session/s"))
        .satisfiesExactly(line -> assertThat(line).contains("start"), line -> assertThat(line).contains("stop"));
      page.click("#play");
      hear(page, 1);
      assertThat(browser.errors()).isEmpty();
      assertThat(server.violations()).isEmpty();
    }
  }

  @Test
  void playRightAfterStopStartsANewSessionWhereNothingWasHeardOfTheStopYet() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      Page page = play(server, 0);
      server.breakEvents();
      page.evaluate("() => { document.getElementById('stop').click(); document.getElementById('play').click(); }");
      page.waitForCondition(() ->
        server.requests().stream().filter(line -> line.startsWith("POST /session/start")).count() == 2);
      waitForState(page, "playing");
      assertThat(page.isVisible("#notice")).isFalse();
      assertThat(server.violations()).isEmpty();
    }
  }

  @Test
  void aStopThatTheServerDoesNotTakeIsQuietHereAndCanBeToldAgain() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      server.refuse("POST /session/stop", new Refusal(503, "unavailable"));
      Page page = play(server, 0);
      page.click("#stop");
      waitForText(page, "#notice-words", text -> text.startsWith("Stopped here"));
      assertThat(page.getAttribute("body", "data-state")).isEqualTo("idle");
      waitForConsole(page, "the sound is released");
      server.allow("POST /session/stop");
      page.click("#notice-act");
      // The notice goes at once, whatever becomes of the command.
      waitForConsole(page, "POST /session/stop ended 200");
      assertThat(page.isVisible("#notice")).isFalse();
      server.act(session -> assertThat(session.id()).isNull());
    }
  }

  @Test
  void whatAnEarlierRunOfTheServerKeptIsOfferedBesideABeginning() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      server.act(session -> session.keep("slow rain", 7));
      Page page = open(server);
      waitForText(page, "#headline", "Resume “slow rain”"::equals);
      assertThat(page.textContent("#detail")).contains("part 9");
      assertThat(page.textContent("#play-label")).isEqualTo("Resume");
      assertThat(page.inputValue("#prompt")).isEqualTo("slow rain");
      page.fill("#prompt", "snow");
      page.click("#begin");
      hear(page, 0);
      assertThat(page.isVisible("#begin")).isFalse();
      assertThat(server.requests()).contains("POST /session/start {\"prompt\":\"snow\"}");
      page.click("#stop");
      // A reload gives up what is still to be sent.
      page.waitForCondition(() -> server.requests().contains("POST /session/stop"));
      server.act(session -> session.keep("slow rain", 7));
      page.reload();
      page.click("#play >> text=Resume");
      hear(page, 0);
      assertThat(server.requests()).contains("POST /session/start {\"prompt\":\"slow rain\",\"resume\":true}");
      assertThat(server.violations()).isEmpty();
    }
  }

  @Test
  void aSessionStoppedElsewhereEndsHere() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      Page page = play(server, 0);
      server.act(ScriptedSession::stop);
      waitForText(page, "#notice", text -> text.contains("stopped in another tab"));
      assertThat(page.getAttribute("body", "data-state")).isEqualTo("idle");
    }
  }

  @Test
  @Requirement("P4")
  void withoutEventsPollingCarriesOn() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      Page page = play(server, 1);
      server.breakEvents();
      hear(page, 4);
      assertHeardAsTape(Recording.of(page, 0), 0);
      assertThat(page.textContent("#fact-underruns")).isEqualTo("0");
    }
  }

  @Test
  @Requirement("R22")
  void aFailureIsShownWhileTheMusicLastsAndPlayResumesIt() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick().generating(index -> index == 3 ? -1 : 100))) {
      Page page = play(server, 1);
      server.act(session -> session.fail("The GPU is out of memory."));
      waitForState(page, "error");
      assertThat(page.textContent("#notice")).contains("The GPU is out of memory.");
      page.click("#pause");
      waitForText(page, "#play-label", "Resume"::equals);
      page.click("#play");
      waitForText(page, "#play-label", "Try again"::equals);
      server.act(session -> session.use(Script.quick()));
      page.click("#play");
      waitForState(page, "playing");
      hear(page, 4);
      assertThat(server.requests()).anyMatch(request -> request.startsWith("POST /session/start") && request.contains("\"resume\":true"));
      assertThat(server.violations()).isEmpty();
    }
  }

  @Test
  @Requirement("R20")
  void theConsoleTellsTheStory() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      play(server, 1);
      String story = String.join("\n", browser.console());
      assertThat(story).contains("POST /session/start started").containsPattern("POST /session/start ended 200 after \\d+ ms")
        .contains("state idle → generating").contains("state downloading → playing")
        .contains("WAV 0 download started").containsPattern("WAV 0 download ended: \\d+ bytes, delay \\d+ ms")
        .containsPattern("segment 0 playback started at \\d+\\.\\d{3} s").contains("seam 0→1 planned: crossfade");
      assertThat(browser.console()).allMatch(line -> line.matches("\\[worksound] \\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z .*"));
    }
  }
}
