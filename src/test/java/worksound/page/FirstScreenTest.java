package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import worksound.testing.Requirement;

/** What is seen at once, what is one fold away, and how the page looks. */
@Tag("listening")
class FirstScreenTest extends InBrowser {

  private static final String PAPER = "() => getComputedStyle(document.body).backgroundColor";
  private static final String LIGHT = "rgb(246, 243, 236)";
  private static final String DARK = "rgb(18, 23, 22)";

  @Test
  @Requirement({"R13", "B7", "B16"})
  void stateAndDelayAreSeenWithoutADetailAndTheDetailsStayOpen() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick().downloading(index -> 600))) {
      Page page = play(server, 1);
      assertThat(page.isVisible("#state")).isTrue();
      assertThat(page.isVisible("#digest")).isTrue();
      assertThat(page.textContent("#digest")).matches("Download delay \\d\\.\\d\u00a0s");
      assertThat(page.innerText("main")).doesNotContain("seam", "dB", "lag", "overlap", "Crossfade", "real time", "egment", "art 2");
      assertThat(page.isVisible("#fact-seam")).isFalse();
      openDetails(page);
      assertThat(page.textContent("#fact-seam")).contains("48");
      assertThat(page.isVisible("#digest")).as("the delay stands among the numbers now").isFalse();
      page.reload();
      assertThat(page.isVisible("#fact-delay")).as("open, as it was left").isTrue();
      page.click("#details > summary");
      page.reload();
      assertThat(page.isVisible("#fact-delay")).isFalse();
      assertThat(browser.errors()).isEmpty();
    }
  }

  @Test
  void beforeTheFirstSoundPauseWaits() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick().generating(index -> -1))) {
      Page page = open(server);
      page.dblclick("#play");
      waitForState(page, "generating");
      assertThat(page.getAttribute("#play", "aria-disabled")).isEqualTo("true");
      server.act(session -> session.finish(Script.quick()));
      hear(page, 0);
      assertThat(page.textContent("#state")).as("a second click of the same is no pause").isEqualTo("playing");
      assertThat(page.getAttribute("#play", "aria-disabled")).isEqualTo("false");
      page.click("#play");
      waitForText(page, "#state", "paused"::equals);
      assertThat(page.title()).isEqualTo("default prompt (paused) · worksound");
      assertThat(page.getAttribute("#favicon", "href")).isEqualTo("/favicon.svg");
    }
  }

  @Test
  void lightAndDarkAreTheSystemsUntilOneIsChosen() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      Page page = browser.newPage(new NewContextOptions().setColorScheme(ColorScheme.DARK));
      page.navigate(server.url());
      assertThat(page.evaluate(PAPER)).isEqualTo(DARK);
      openDetails(page);
      page.selectOption("#appearance", "light");
      assertThat(page.evaluate(PAPER)).isEqualTo(LIGHT);
      page.reload();
      page.waitForCondition(() -> LIGHT.equals(page.evaluate(PAPER)));
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
      page.selectOption("#appearance", "dark");
      assertThat(page.evaluate(PAPER)).isEqualTo(DARK);
      page.selectOption("#appearance", "system");
      assertThat(page.evaluate(PAPER)).isEqualTo(LIGHT);
    }
  }

  @Test
  void theSaveButtonsSayHowLargeTheFileIs() throws Exception {
    try (ScriptedServer server = new ScriptedServer(new Script(30, 6, 3, index -> 100, index -> 0))) {
      Page page = open(server);
      openDetails(page);
      assertThat(page.textContent("#save-segment-label")).isEqualTo("Save this part");
      page.click("#play");
      hear(page, 0);
      waitForText(page, "#save-segment-label", "Save this part (6\u00a0MB)"::equals);
      waitForText(page, "#save-recent-label", text -> text.matches("Save last 0:\\d\\d \\(\\d\u00a0MB\\)"));
    }
  }
}
