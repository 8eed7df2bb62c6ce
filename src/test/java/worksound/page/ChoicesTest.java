package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import worksound.testing.Requirement;

/** Prompt, presets, volume, language, shortcuts: what a person chooses on the page, and whether it stays chosen. */
@Tag("listening")
@Tag("long")
class ChoicesTest extends InBrowser {

  @Test
  @Requirement({"B9", "B16"})
  void aPresetPlaysAtOneClick() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      Page page = open(server);
      assertThat(page.querySelectorAll("#presets button")).hasSizeGreaterThanOrEqualTo(10);
      page.click("#presets >> text=Rainy café");
      hear(page, 0);
      String prompt = page.inputValue("#prompt");
      assertThat(prompt).contains("rain");
      assertThat(server.requests()).contains("POST /session/start {\"prompt\":\"" + prompt + "\"}");
      assertThat(page.getAttribute("#presets >> text=Rainy café", "aria-pressed")).isEqualTo("true");
      assertThat(page.textContent("#prompt-count")).as("no number before it matters").isEmpty();
      assertThat(page.textContent("#headline")).isEqualTo("Rainy café");
      assertThat(page.textContent("#detail")).isEqualTo(prompt);
      assertThat(page.title()).isEqualTo("Rainy café (playing) · worksound");
      assertThat(page.getAttribute("#favicon", "href")).isEqualTo("/favicon-playing.svg");
      assertThat(page.textContent("#recent li")).isEqualTo(prompt);
      page.click("#presets >> text=Late night");
      page.click("#recent-prompts summary");
      page.focus("#recent li:nth-child(2) button");
      page.keyboard().press("Enter");
      page.waitForCondition(() -> page.textContent("#recent li").equals(prompt));
      assertThat(page.evaluate("() => document.activeElement.dataset.prompt")).as("the focus stays on what was chosen").isEqualTo(prompt);
      assertThat(browser.errors()).isEmpty();
    }
  }

  @Test
  @Requirement("B16")
  void aPromptThatIsNotHeardYetCanBeTakenBack() throws Exception {
    try (ScriptedServer server = new ScriptedServer(new Script(20, 5, 3, index -> index == 0 ? 100 : -1, index -> 0))) {
      Page page = open(server);
      page.fill("#prompt", "quiet rain");
      page.click("#play");
      hear(page, 0);
      assertThat(page.isVisible("#undo")).isFalse();
      page.fill("#prompt", "loud drums");
      page.press("#prompt", "Control+Enter");
      waitForText(page, "#change", text -> text.matches("“loud drums” is heard in about 0:\\d\\d\\."));
      page.click("#undo");
      page.waitForCondition(() -> server.requests().contains("PUT /session/prompt {\"prompt\":\"quiet rain\"}"));
      waitForText(page, "#change", text -> text.startsWith("A new prompt changes this music"));
      assertThat(page.isVisible("#undo")).isFalse();
      page.waitForCondition(() -> page.inputValue("#prompt").equals("quiet rain"));
      assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo("prompt");
      assertThat(server.violations()).isEmpty();
      assertThat(browser.errors()).isEmpty();
    }
  }

  @Test
  void aPromptThatIsTooLongIsShortenedByTheButtonThatSaysSo() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      server.refuse("POST /session/start", new Refusal(400, "prompt-too-long"));
      Page page = open(server);
      page.fill("#prompt", "x".repeat(2_001));
      assertThat(page.getAttribute("#prompt", "aria-invalid")).isEqualTo("true");
      assertThat(page.textContent("#prompt-count")).isEqualTo("2,001 / 2,000");
      page.click("#play");
      waitForState(page, "error");
      page.click("#notice-act");
      assertThat(page.inputValue("#prompt")).hasSize(2_000);
      assertThat(page.getAttribute("#prompt", "aria-invalid")).isEqualTo("false");
    }
  }

  @Test
  void theVolumeFollowsTheEarAndIsRemembered() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      Page page = play(server, 1);
      double full = loudness(page);
      page.fill("#volume", "0.5");
      page.waitForCondition(() -> Math.abs(20 * Math.log10(loudness(page) / full) + 18) < 1.5);
      page.click("#mute");
      page.waitForCondition(() -> loudness(page) < 1e-4);
      assertThat(page.getAttribute("#mute", "aria-pressed")).isEqualTo("true");
      page.reload();
      waitForState(page, "playing");
      assertThat(page.inputValue("#volume")).isEqualTo("0.5");
      assertThat(page.getAttribute("#mute", "aria-pressed")).isEqualTo("true");
      page.press("#mute", "m");
      page.waitForCondition(() -> loudness(page) > 0.01 * full);
      assertThat(page.getAttribute("#mute", "aria-pressed")).isEqualTo("false");
      assertThat(browser.errors()).isEmpty();
    }
  }

  /** What came out of the page's newest audio context over the last 100 ms. */
  private static double loudness(Page page) {
    Recording recording = Recording.of(page, Integer.parseInt(page.evaluate("() => recordings.length - 1").toString()));
    int frames = recording.frames();
    return frames < Tape.RATE ? Double.NaN : recording.rms(frames - Tape.RATE / 10, frames);
  }

  @Test
  @Requirement("R17")
  void theCrossfadeIsAsLongAsChosenAndStaysWithinBounds() throws Exception {
    Script script = new Script(14, 5, 4, index -> 100, index -> 0);
    try (ScriptedServer server = new ScriptedServer(script)) {
      Page page = open(server);
      openDetails(page);
      page.fill("#crossfade", "3");
      page.click("#play");
      waitForConsole(page, "seam 0→1 planned: crossfade, fade 3.000 s");
      assertThat(page.getAttribute("#crossfade", "min")).isEqualTo("3");
      assertThat(page.getAttribute("#crossfade", "max")).isEqualTo("5");
      assertThat(page.textContent("#crossfade-value")).isEqualTo("3\u00a0s");
    }
  }

  @Test
  @Requirement("B9")
  void theLanguageIsTheBrowsersUntilAnotherIsChosen() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      Page page = browser.newPage(new NewContextOptions().setLocale("ja-JP"));
      page.navigate(server.url());
      assertThat(page.textContent("#play-label")).isEqualTo("再生");
      assertThat(page.getAttribute("html", "lang")).isEqualTo("ja");
      page.click("#play");
      hear(page, 0);
      assertThat(page.textContent("#state")).isEqualTo("再生中");
      page.click("[data-language=en]");
      assertThat(page.textContent("#state")).isEqualTo("playing");
      assertThat(page.textContent("#presets button")).isEqualTo("Deep focus");
      page.reload();
      assertThat(page.getAttribute("html", "lang")).isEqualTo("en");
      assertThat(browser.errors()).isEmpty();
    }
  }

  @Test
  void singleKeysWorkOutsideOfTextAndCanBeSwitchedOff() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      Page page = open(server);
      page.keyboard().press("?");
      assertThat(page.isVisible("#shortcuts-dialog")).isTrue();
      page.keyboard().press("Escape");
      page.keyboard().press("p");
      page.keyboard().type("rain m ?");
      assertThat(page.inputValue("#prompt")).isEqualTo("rain m ?");
      assertThat(page.isVisible("#shortcuts-dialog")).isFalse();
      page.evaluate("() => document.activeElement.blur()");
      page.keyboard().press("-");
      assertThat(page.inputValue("#volume")).isEqualTo("0.95");
      page.keyboard().press("l");
      assertThat(page.isVisible("#log")).isTrue();
      page.click("#help");
      page.click("#single-keys");
      page.click("#shortcuts-dialog button");
      page.evaluate("() => document.activeElement.blur()");
      page.keyboard().press("-");
      assertThat(page.inputValue("#volume")).isEqualTo("0.95");
    }
  }
}
