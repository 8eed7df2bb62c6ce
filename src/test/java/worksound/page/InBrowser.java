package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tests that use the page as a person does: one browser for all of them, a fresh profile and server for each. One that fails tells what
 * its pages showed and what their consoles said.
 */
@ExtendWith(InBrowser.Account.class)
abstract class InBrowser {

  static final double NO_GAP_MILLIS = 20;
  static final double SAME_DB = -60;

  static Browser browser;

  /** Looks before the pages are closed. */
  static final class Account implements AfterTestExecutionCallback {
    @Override
    public void afterTestExecution(ExtensionContext test) {
      test.getExecutionException().ifPresent(e -> System.out.printf("%s failed: %s%n%s%n", test.getDisplayName(), e, browser.account()));
    }
  }

  @BeforeAll
  static void openBrowser() {
    browser = new Browser();
  }

  @AfterEach
  void forget() {
    browser.forget();
  }

  @AfterAll
  static void closeBrowser() {
    browser.close();
  }

  /** Opens the page of this server. */
  static Page open(ScriptedServer server) {
    Page page = browser.newPage();
    page.navigate(server.url());
    return page;
  }

  /** Opens the page of the real server at this port and waits until its modules run: they come as one script that starts them. */
  static void open(Page page, int port) {
    page.navigate("http://127.0.0.1:" + port + "/");
    waitForText(page, "#play-label", words -> !words.isEmpty());
  }

  /** Opens the page of this server, presses Play, and waits until a segment is heard. */
  static Page play(ScriptedServer server, int segment) {
    Page page = open(server);
    page.click("#play");
    hear(page, segment);
    return page;
  }

  /** The same with the first segment, in blocks of work with breaks between them. @param blocks as the timer lists them */
  static Page playInBlocks(ScriptedServer server, String blocks) {
    Page page = open(server);
    page.selectOption("#timer", blocks);
    page.click("#play");
    hear(page, 0);
    return page;
  }

  /** Waits until this segment of the session that the page shows is heard, or a later one. */
  static void hear(Page page, int segment) {
    page.waitForCondition(() -> part(page) > segment);
  }

  /** Waits until the music has gone on to a later segment than is heard now. */
  static void hearNext(Page page) {
    int before = part(page);
    page.waitForCondition(() -> part(page) > before);
  }

  /** @return of the segment that is heard, counted from 1; 0 while nothing is */
  private static int part(Page page) {
    String shown = page.textContent("#fact-segment");
    return shown.matches("\\d+") ? Integer.parseInt(shown) : 0;
  }

  /** Opens what is one fold away. */
  static void openDetails(Page page) {
    page.click("#details > summary");
    page.waitForSelector("#details[open]");
  }

  static void waitForState(Page page, String state) {
    page.waitForSelector("body[data-state=" + state + "]");
  }

  static void waitForText(Page page, String selector, Predicate<String> wanted) {
    page.waitForCondition(() -> wanted.test(page.textContent(selector)));
  }

  /** Without a gap, and sample by sample what is on the tape from this frame on. */
  static void assertHeardAsTape(Recording heard, long tapeFrame) {
    assertThat(heard.longestSilenceMillis(heard.firstSound(), heard.frames())).isLessThan(NO_GAP_MILLIS);
    double errorDb = heard.errorDb(tapeFrame);
    System.out.printf("heard %.1f s, error %.1f dB%n", heard.seconds(), errorDb);
    assertThat(errorDb).as(() -> heard.departures(tapeFrame)).isLessThan(SAME_DB);
  }

  static void waitForConsole(Page page, String words) {
    waitForConsole(page, words, 1);
  }

  static void waitForConsole(Page page, String words, int times) {
    page.waitForCondition(() -> browser.console().stream().filter(line -> line.contains(words)).count() >= times);
  }

  /** The music has gone down to nothing over about a second. */
  static void assertFadedOut(Recording heard) {
    int end = heard.silenceOf(5);
    int tenth = Tape.RATE / 10;
    double before = heard.rms(end - 15 * tenth, end - 12 * tenth);
    assertThat(heard.rms(end - 6 * tenth, end - 5 * tenth)).as("half way").isBetween(0.3 * before, 0.8 * before);
    assertThat(heard.rms(end - tenth, end)).as("at the end").isLessThan(0.15 * before);
  }
}
