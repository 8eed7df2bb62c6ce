package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** Play where something stands in the way: another machine's page, a browser that keeps nothing, an old snapshot, no sound. */
class PlayTest extends InBrowser {

  private static final String KEEP_NOTHING = """
    for (const store of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, store, { get() { throw new DOMException('denied', 'SecurityError'); } });
    }""";

  @Test
  void thePageOfAnotherMachinePlaysAndSaysWhyItCannotSaveTheLastMinutes() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      Page page = browser.newPage();
      page.navigate(server.url().replace("127.0.0.1", Browser.OTHER_MACHINE));
      assertThat(page.evaluate("() => isSecureContext")).isEqualTo(false);
      page.click("#play");
      hear(page, 0);
      assertThat(page.isDisabled("#save-recent")).isTrue();
      assertThat(page.getAttribute("#save-recent", "title")).contains("SSH tunnel");
      page.click("#stop");
      waitForState(page, "idle");
      assertThat(browser.errors()).isEmpty();
      assertThat(server.violations()).isEmpty();
    }
  }

  @Test
  void aBrowserThatKeepsNothingPlaysAllTheSame() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      Page page = browser.newPage();
      page.addInitScript(KEEP_NOTHING);
      page.navigate(server.url());
      page.click("#play");
      hear(page, 0);
      page.click("#stop");
      waitForState(page, "idle");
      assertThat(browser.errors()).isEmpty();
    }
  }

  /** Without events, the page hears of a session's end by asking only. */
  @Test
  void playRightAfterStopStartsANewSessionThoughTheLastSnapshotShowsTheOneThatIsGone() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      Page page = open(server);
      server.breakEvents();
      page.click("#play");
      hear(page, 0);
      page.evaluate("() => { document.getElementById('stop').click(); document.getElementById('play').click(); }");
      waitForConsole(page, "segment 0 playback started", 2);
      assertThat(server.requests()).filteredOn(line -> line.startsWith("POST /session/start")).hasSize(2);
      assertThat(browser.console()).noneMatch(line -> line.contains("playback given up"));
      assertThat(server.violations()).isEmpty();
    }
  }

  @Test
  void aSoundThatIsHeldBackIsNamedAndTurnedOnByAClick() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      Page page = play(server, 0);
      page.evaluate("""
        () => {
          const context = contexts.at(-1);
          context.resume = () => Promise.reject(new DOMException('not without a click', 'InvalidStateError'));
          context.suspend();
        }""");
      waitForText(page, "#notice-words", text -> text.contains("holding the sound back"));
      page.evaluate("() => addEventListener('click', () => { delete contexts.at(-1).resume; }, { capture: true, once: true })");
      page.click("#notice-act");
      page.waitForCondition(() -> !page.isVisible("#notice"));
      assertThat(page.evaluate("() => document.activeElement.id")).as("the focus of a button that goes").isEqualTo("play");
      hearNext(page);
      assertThat(browser.errors()).isEmpty();
      assertThat(server.violations()).isEmpty();
    }
  }
}
