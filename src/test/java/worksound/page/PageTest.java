package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page in a real browser: what is heard is captured and compared with the tape the segments were cut from. */
class PageTest {

  private static final double NO_GAP_MILLIS = 20;
  private static final double SAME_DB = -60;

  private static Browser browser;

  @BeforeAll
  static void open() {
    browser = new Browser();
  }

  @AfterEach
  void forget() {
    browser.forget();
  }

  @AfterAll
  static void close() {
    browser.close();
  }

  @Test
  void playsTheTapeAcrossFourSeamsWithoutAGap() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      Page page = browser.newPage();
      page.navigate(server.url());
      page.click("#play");
      hear(page, 5);
      assertHeardAsTape(Recording.of(page, 0));
      assertThat(page.textContent("#fact-underruns")).isEqualTo("0");
      assertThat(server.violations()).isEmpty();
      assertThat(browser.errors()).isEmpty();
      assertThat(browser.requests()).allMatch(address -> address.startsWith(server.url()));
    }
  }

  private static void hear(Page page, int segment) {
    page.waitForCondition(() -> page.textContent("#fact-segment").equals(String.valueOf(segment)));
  }

  private static void assertHeardAsTape(Recording heard) {
    assertThat(heard.longestSilenceMillis(heard.firstSound(), heard.frames())).isLessThan(NO_GAP_MILLIS);
    double errorDb = heard.errorDb(0);
    System.out.printf("heard %.1f s, error %.1f dB%n", heard.seconds(), errorDb);
    assertThat(errorDb).isLessThan(SAME_DB);
  }
}
