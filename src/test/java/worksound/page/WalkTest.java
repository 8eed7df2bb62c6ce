package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import worksound.testing.Requirement;

/** From Play over a change and a pause to Stop, by those who have no mouse or do not see the screen. */
@Tag("listening")
class WalkTest extends InBrowser {

  private static final Script CALM = new Script(30, 6, 3, index -> index == 0 ? 100 : 1_000, index -> 0);

  @Test
  @Requirement("B9")
  void theKeyboardAloneStartsChangesPausesAndStopsTheMusic() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      Page page = open(server);
      tabTo(page, "play");
      page.keyboard().press("Enter");
      hear(page, 0);
      assertThat(page.evaluate("() => document.activeElement.id")).as("the focus is where Pause is now").isEqualTo("play");
      tabTo(page, "prompt");
      page.keyboard().press("Control+A");
      page.keyboard().type("snow and piano");
      page.keyboard().press("Control+Enter");
      page.waitForCondition(() -> server.requests().contains("PUT /session/prompt {\"prompt\":\"snow and piano\"}"));
      page.keyboard().press("Shift+Tab");
      page.waitForCondition(() -> page.textContent("#headline").equals("snow and piano"));
      page.evaluate("() => document.activeElement.blur()");
      page.keyboard().press(" ");
      waitForText(page, "#state", "paused"::equals);
      page.keyboard().press(" ");
      waitForText(page, "#state", "playing"::equals);
      tabTo(page, "stop");
      page.keyboard().press("Enter");
      waitForState(page, "idle");
      assertThat(page.evaluate("() => document.activeElement.id")).as("the focus is not lost with Stop").isEqualTo("play");
      page.waitForCondition(() -> server.requests().contains("POST /session/stop"));
      assertThat(server.violations()).isEmpty();
      assertThat(browser.errors()).isEmpty();
    }
  }

  static void tabTo(Page page, String id) {
    for (int i = 0; i < 40 && !id.equals(page.evaluate("() => document.activeElement.id")); i++) {
      page.keyboard().press("Tab");
    }
    assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo(id);
    assertThat(page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")).as("visible focus").isEqualTo("solid");
  }

  /** What the accessibility tree holds is what a screen reader reads. */
  @Test
  @Tag("long")
  void aScreenReaderIsToldWhatPlaysAndWhatCanBeDone() throws Exception {
    try (ScriptedServer server = new ScriptedServer(CALM)) {
      Page page = open(server);
      waitForText(page, "#announce", "idle. Music to work to, for as long as you work"::equals);
      assertThat(tree(page)).contains("button \"Play\"").doesNotContain("button \"Stop\"", "alert");
      page.click("#presets >> text=Rainy café");
      hear(page, 0);
      waitForText(page, "#announce", "playing. Rainy café"::equals);
      assertThat(tree(page)).contains("heading \"Rainy café\"", "button \"Pause\"", "button \"Stop\"", "button \"Rainy café\" [pressed]",
        "button \"Mute\"").doesNotContain("alert", "button \"Play\"", "part 1");
      assertThat(page.getAttribute("#stop", "aria-describedby")).isEqualTo("stop-hint");
      page.click("#presets >> text=Late night");
      waitForText(page, "#announce", text -> text.matches("“Late night” is heard in about \\d:\\d\\d\\."));
      page.waitForSelector("#presets button[aria-pressed=true]:has-text('Late night')");
      assertThat(tree(page)).contains("button \"Undo\"", "button \"Late night\" [pressed]");
      page.click("#play");
      waitForText(page, "#announce", text -> text.startsWith("paused. Rainy café"));
      assertThat(tree(page)).contains("button \"Resume\"");
      page.click("#play");
      waitForText(page, "#announce", text -> text.startsWith("playing. Rainy café"));
      page.click("#stop");
      waitForText(page, "#announce", text -> text.startsWith("idle. "));
      assertThat(tree(page)).contains("button \"Play\"").doesNotContain("button \"Stop\"");
      assertThat(browser.errors()).isEmpty();
    }
  }

  @Test
  void onlyWhatStopsTheMusicIsAnAlarm() throws Exception {
    try (ScriptedServer server = new ScriptedServer(CALM)) {
      Page page = play(server, 0);
      page.context().setOffline(true);
      page.waitForCondition(() -> page.isVisible("#notice"));
      assertThat(tree(page)).doesNotContain("alert");
      assertThat(page.textContent("#announce")).contains("What is loaded keeps playing");
      page.context().setOffline(false);
      page.waitForCondition(() -> !page.isVisible("#notice"));
      server.act(session -> session.fail("out of memory"));
      waitForState(page, "error");
      assertThat(tree(page)).contains("alert");
    }
  }

  static String tree(Page page) {
    return page.locator("body").ariaSnapshot();
  }
}
