package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import worksound.testing.Requirement;

/** A day beside the page: breaks, a hidden tab, a pause by media key, a reload where the browser wants a click, a seam without stutter. */
@Tag("listening")
@Tag("long")
class DayTest extends InBrowser {

  /** A task that is longer may come between a look at the clock and what is due then. */
  private static final double LONGEST_TASK_MILLIS = 8;

  /** Hides the tab as far as a page can tell, and slows its timers down as browsers do then. */
  private static final String HIDE = """
    () => {
      for (const [key, value] of [['hidden', true], ['visibilityState', 'hidden']]) {
        Object.defineProperty(document, key, { configurable: true, get: () => value });
      }
      const real = window.setTimeout;
      window.setTimeout = (task, milliseconds, ...rest) => real(task, Math.max(1000, milliseconds ?? 0), ...rest);
      window.requestAnimationFrame = () => 0;
      document.dispatchEvent(new Event('visibilitychange'));
    }""";

  /** Lets no sound out before a person has clicked. */
  private static final String WANT_A_CLICK = """
    let clicked = false;
    addEventListener('click', () => { clicked = true; }, true);
    const Allowed = AudioContext;
    window.AudioContext = class extends Allowed {
      silenced = !clicked;
      get state() {
        return this.silenced ? 'suspended' : super.state;
      }
      resume() {
        this.silenced &&= !clicked;
        return this.silenced ? new Promise(() => {}) : super.resume();
      }
    };""";

  @Test
  void theMusicPausesForABreakAndGoesOnAtTheSameSample() throws Exception {
    try (ScriptedServer server = new ScriptedServer(new Script(30, 6, 3, index -> 100, index -> 0))) {
      Page page = open(server);
      page.clock().install();
      page.selectOption("#timer", "blocks-50-10");
      assertThat(page.textContent("#timer-words")).isEqualTo("Starts with the music.");
      page.click("#play");
      hear(page, 0);
      waitForText(page, "#timer-words", text -> text.startsWith("Work: 49:5") || text.startsWith("Work: 50:00"));
      waitForConsole(page, "WAV 0 download ended: "); // a download under way would have stalled for as long as the clock leaps
      page.clock().fastForward("50:00");
      waitForText(page, "#state", "break"::equals);
      waitForText(page, "#timer-words", text -> text.startsWith("Break: "));
      page.waitForCondition(() -> audioState(page).equals("suspended"));
      int quiet = Recording.of(page, 0).frames();
      page.clock().fastForward("10:00");
      waitForText(page, "#state", "playing"::equals);
      page.waitForCondition(() -> Recording.of(page, 0).frames() > quiet + 7 * Tape.RATE);
      assertStillInPlace(Recording.of(page, 0));
      assertThat(page.textContent("#fact-underruns")).isEqualTo("0");
      assertThat(browser.errors()).isEmpty();
      assertThat(server.violations()).isEmpty();
    }
  }

  private static String audioState(Page page) {
    return (String) page.evaluate("() => contexts.at(-1).state");
  }

  @Test
  @Requirement("B9")
  void aCountdownFadesTheMusicOutAndStopsIt() throws Exception {
    try (ScriptedServer server = new ScriptedServer(new Script(30, 6, 3, index -> 100, index -> 0))) {
      Page page = open(server);
      page.clock().install();
      page.selectOption("#timer", "stop-25");
      page.click("#play");
      hear(page, 0);
      waitForConsole(page, "WAV 0 download ended: ");
      page.clock().fastForward("25:00");
      waitForText(page, "#timer-words", text -> text.startsWith("Time is up"));
      waitForState(page, "playing");
      page.waitForCondition(() -> {
        page.clock().runFor(3_000);
        return page.getAttribute("body", "data-state").equals("idle");
      });
      page.waitForCondition(() -> server.requests().contains("POST /session/stop"));
      assertThat(page.textContent("#timer-words")).startsWith("Time is up");
    }
  }

  @Test
  @Requirement("B9")
  void aHiddenTabPlaysOnAcrossSeams() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      Page page = play(server, 0);
      page.evaluate(HIDE);
      hear(page, 5);
      assertHeardAsTape(Recording.of(page, 0), 0);
      assertThat(page.textContent("#fact-underruns")).isEqualTo("0");
      assertThat(browser.errors()).isEmpty();
      assertThat(server.violations()).isEmpty();
    }
  }

  @Test
  void aSystemThatTookTheSoundAwayIsAskedToGiveItBack() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      Page page = play(server, 1);
      assertThat(page.evaluate("() => contexts.at(-1).suspend().then(() => contexts.at(-1).state)")).isEqualTo("suspended");
      page.waitForCondition(() -> audioState(page).equals("running"));
      hearNext(page);
      assertStillInPlace(Recording.of(page, 0));
    }
  }

  /** The last half second is where it belongs on a tape that began with the first sound. */
  private static void assertStillInPlace(Recording heard) {
    int late = heard.frames() - Tape.RATE / 2;
    long place = heard.placeOnTape(late, late - heard.firstSound(), Tape.RATE / 50);
    assertThat(heard.errorDb(late, heard.frames(), place - late)).as("the music has not moved").isLessThan(SAME_DB);
  }

  @Test
  void aReloadThatNeedsAClickOffersToGoOnAtTheSameSecond() throws Exception {
    try (ScriptedServer server = new ScriptedServer(new Script(8, 2, 0.7, index -> 100, index -> 0))) {
      Page page = play(server, 1);
      page.addInitScript(WANT_A_CLICK);
      page.reload();
      waitForText(page, "#play-label", "Resume listening"::equals);
      assertThat(page.textContent("#notice-words")).contains("at the second where you left it");
      page.click("#play");
      waitForState(page, "playing");
      waitForText(page, "#fact-segment", text -> text.matches("[2-9]"));
      assertThat(server.requests()).filteredOn(line -> line.startsWith("POST /session/start")).hasSize(1);
      assertThat(server.violations()).isEmpty();
    }
  }

  @Test
  @Requirement("B9")
  void theMediaKeysPauseGoOnAndNameTheMusic() throws Exception {
    try (ScriptedServer server = new ScriptedServer(new Script(8, 2, 0.7, index -> 100, index -> 0))) {
      Page page = browser.newPage();
      page.addInitScript("""
        window.keys = {};
        MediaSession.prototype.setActionHandler = function (key, action) { window.keys[key] = action; };""");
      page.navigate(server.url());
      page.fill("#prompt", "slow rain");
      page.click("#play");
      hear(page, 0);
      page.waitForCondition(() -> "slow rain".equals(page.evaluate("() => navigator.mediaSession.metadata?.title")));
      page.evaluate("() => keys.pause()");
      waitForText(page, "#state", "paused"::equals);
      page.waitForCondition(() -> audioState(page).equals("suspended"));
      page.waitForCondition(() -> reportedState(server).equals("idle"));
      page.evaluate("() => keys.play()");
      waitForText(page, "#state", "playing"::equals);
      hear(page, 1);
      page.waitForCondition(() -> reportedState(server).equals("playing"));
      page.evaluate("() => keys.stop()");
      waitForState(page, "idle");
      assertThat(server.violations()).isEmpty();
      assertThat(browser.errors()).isEmpty();
    }
  }

  /** What the page called its own state last, so that a reload enters where it was heard and not where it would be by now. */
  private static String reportedState(ScriptedServer server) {
    return server.requests().stream().filter(line -> line.startsWith("POST /session/playback")).reduce("", (before, last) -> last)
      .replaceAll(".*\"state\":\"(\\w+)\".*", "$1");
  }

  /** A time, so it is taken where the machine has nothing else to do: with the soak run. */
  @Test
  @Tag("soak")
  void noLongTaskHoldsUpASeam() throws Exception {
    try (ScriptedServer server = new ScriptedServer(new Script(40, 12, 4, index -> 100, index -> 0))) {
      Page page = play(server, 0);
      List<Double> tasks = browser.trace(page, () -> hear(page, 1)).scriptTasksMillis();
      assertThat(tasks).as("tasks while a segment is fetched, decoded, drawn and joined").hasSizeGreaterThan(200);
      double longest = Collections.max(tasks);
      System.out.printf("longest of %d scripts around a seam: %.1f ms of processor time%n", tasks.size(), longest);
      assertThat(longest).isLessThan(LONGEST_TASK_MILLIS);
    }
  }

  @Test
  void theLogIsFilteredAndCopiedWithTheSnapshot() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      Page page = play(server, 1);
      openDetails(page);
      page.click("#log-panel summary");
      waitForText(page, "#log", text -> text.contains("seam 0→1 planned"));
      page.fill("#log-filter", "wav ended");
      waitForText(page, "#log", text -> text.contains("WAV 0 download ended") && !text.contains("seam"));
      page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
      page.click("#log-copy");
      waitForText(page, "#log-copied", "Copied."::equals);
      String report = (String) page.evaluate("() => navigator.clipboard.readText()");
      assertThat(report).contains("\"session_id\": \"session1\"", "WAV 0 download started", "HeadlessChrome");
    }
  }
}
