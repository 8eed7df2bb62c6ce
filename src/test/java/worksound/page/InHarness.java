package worksound.page;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Tests that run the page's modules by themselves: one browser, and one server that has {@code src/test/js} among its files. */
abstract class InHarness {

  static Browser browser;
  private static ScriptedServer server;

  @BeforeAll
  static void open() throws Exception {
    server = new ScriptedServer(Script.quick());
    browser = new Browser();
  }

  @AfterAll
  static void close() {
    browser.close();
    server.close();
  }

  /** An empty page, from which the modules and their tests can be imported. */
  static Page openHarness() {
    Page page = browser.newPage();
    page.navigate(server.url() + "test/js/harness.html");
    return page;
  }
}
