package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import worksound.testing.Requirement;

/** Presets, favourites and links: what is chosen with one click, and what stays as it was typed. */
@Tag("listening")
@Requirement("B16")
class PresetsTest extends InBrowser {

  private static final Script CALM = new Script(20, 5, 3, index -> index == 0 ? 100 : -1, index -> 0);

  @Test
  void aPresetAppliesAtOneClickWhileMusicPlaysAndCanBeUndone() throws Exception {
    try (ScriptedServer server = new ScriptedServer(CALM)) {
      Page page = open(server);
      page.fill("#prompt", "quiet rain");
      page.click("#play");
      hear(page, 0);
      page.fill("#prompt", "a draft of something else");
      page.click("#presets >> text=Late night");
      waitForText(page, "#change", text -> text.matches("“Late night” is heard in about 0:\\d\\d\\."));
      // The prompt that waits comes with the next snapshot, the moment with the answer.
      page.waitForCondition(() -> pressed(page).equals(List.of("Late night")));
      assertThat(page.inputValue("#prompt")).as("what is typed stays").isEqualTo("a draft of something else");
      assertThat(page.isVisible("#apply")).isTrue();
      page.click("#undo");
      page.waitForCondition(() -> server.requests().contains("PUT /session/prompt {\"prompt\":\"quiet rain\"}"));
      waitForText(page, "#change", "Not applied yet."::equals);
      assertThat(page.inputValue("#prompt")).as("what is typed stays").isEqualTo("a draft of something else");
      page.click("#apply");
      waitForText(page, "#change", text -> text.startsWith("“a draft of something else”"));
      page.waitForCondition(() -> !page.isVisible("#apply"));
      page.click("#presets >> text=Reading");
      waitForText(page, "#change", text -> text.startsWith("“Reading”"));
      // What was applied is no draft.
      page.waitForCondition(() -> page.inputValue("#prompt").contains("acoustic guitar"));
      page.focus("#play");
      page.keyboard().press("u");
      page.waitForCondition(() -> page.inputValue("#prompt").equals("a draft of something else"));
      assertThat(page.evaluate("() => document.activeElement.id")).as("a key leaves the focus where it is").isEqualTo("play");
      assertThat(server.violations()).isEmpty();
      assertThat(browser.errors()).isEmpty();
    }
  }

  @Test
  void aPresetGoesOnWithPausedMusicAndLeavesABreakABreak() throws Exception {
    try (ScriptedServer server = new ScriptedServer(CALM)) {
      Page page = playInBlocks(server, "blocks-25-5");
      page.click("#play");
      waitForText(page, "#state", "paused"::equals);
      page.click("#presets >> text=Forest");
      waitForText(page, "#state", "playing"::equals);
      page.click("#timer-skip");
      waitForText(page, "#state", "break"::equals);
      page.click("#presets >> text=Writing");
      page.waitForCondition(() -> server.requests().stream().anyMatch(line -> line.startsWith("PUT") && line.contains("cinematic")));
      assertThat(page.textContent("#state")).isEqualTo("break");
      assertThat(browser.errors()).isEmpty();
    }
  }

  @Test
  void favouritesAreKeptNamedPutInOrderAndRemoved() throws Exception {
    try (ScriptedServer server = new ScriptedServer(CALM)) {
      Page page = open(server);
      assertThat(page.isVisible("#arrange")).isFalse();
      keep(page, "slow rain on a tin roof");
      keep(page, "a piano in an empty house");
      assertThat(page.getAttribute("#keep", "aria-pressed")).isEqualTo("true");
      page.click("#arrange summary");
      page.fill("#arrange li:nth-child(2) input", "House");
      page.keyboard().press("Tab");
      assertThat(page.evaluate("() => document.activeElement.getAttribute('aria-label')")).as("the focus goes on").isEqualTo("Move “House” up");
      page.keyboard().press("Enter");
      assertThat(names(page)).containsExactly("House", "slow rain on a tin roof");
      assertThat(page.evaluate("() => document.activeElement.getAttribute('aria-label')")).as("the focus goes along").isEqualTo("Move “House” up");
      page.reload();
      assertThat(names(page)).as("they outlive the page").containsExactly("House", "slow rain on a tin roof");
      page.click("#favourites >> text=House");
      hear(page, 0);
      assertThat(page.textContent("#headline")).isEqualTo("House");
      page.click("#arrange summary");
      page.click("#arrange li:nth-child(2) button:last-child");
      assertThat(names(page)).containsExactly("House");
      page.click("#keep");
      assertThat(page.isVisible("#favourites")).isFalse();
      assertThat(browser.errors()).isEmpty();
    }
  }

  private static void keep(Page page, String prompt) {
    page.fill("#prompt", prompt);
    page.click("#keep");
  }

  private static List<String> names(Page page) {
    return page.locator("#favourites button").allTextContents();
  }

  private static List<String> pressed(Page page) {
    return page.locator(".chips [aria-pressed=true]").allTextContents();
  }

  @Test
  void aLinkFillsThePromptInAndStartsNothing() throws Exception {
    try (ScriptedServer server = new ScriptedServer(CALM)) {
      Page page = browser.newPage();
      page.navigate(server.url() + "#prompt=snow+%26+%E9%9B%A8");
      waitForText(page, "#engine", text -> !text.isEmpty());
      assertThat(page.inputValue("#prompt")).isEqualTo("snow & 雨");
      assertThat(page.url()).as("a reload is not the link again").isEqualTo(server.url());
      page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
      page.click("#copy-link");
      waitForText(page, "#link-words", "Link copied."::equals);
      String link = (String) page.evaluate("() => navigator.clipboard.readText()");
      page.fill("#prompt", "");
      page.navigate(link);
      page.waitForCondition(() -> page.inputValue("#prompt").equals("snow & 雨"));
      assertThat(server.requests()).allMatch(line -> line.startsWith("GET /session/"));
      assertThat(browser.errors()).isEmpty();
    }
  }
}
