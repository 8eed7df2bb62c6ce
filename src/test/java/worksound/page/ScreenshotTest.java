package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures of the page in its states, in {@code target/screenshots}; none of them may scroll sideways. */
class ScreenshotTest extends InBrowser {

  private static final Path FOLDER = Path.of("target/screenshots");

  @ParameterizedTest
  @CsvSource({"1280, 800, LIGHT", "1280, 800, DARK", "390, 844, LIGHT", "390, 844, DARK", "360, 640, LIGHT"})
  void looks(int width, int height, ColorScheme scheme) throws Exception {
    Script script = new Script(60, 15, 4, index -> index == 0 ? 400 : -1, index -> 0);
    try (ScriptedServer server = new ScriptedServer(script.generating(index -> -1))) {
      Page page = browser.newPage(new NewContextOptions().setViewportSize(width, height).setColorScheme(scheme));
      String suffix = "-" + width + "x" + height + "-" + scheme.name().toLowerCase();
      page.navigate(server.url());
      waitForText(page, "#engine", text -> !text.isEmpty());
      picture(page, "idle" + suffix);
      page.fill("#prompt", "Warm pads over slow piano, rain against the window, no drums");
      page.click("#play");
      waitForText(page, "#detail", text -> text.contains("42"));
      picture(page, "generating" + suffix);
      server.act(session -> session.finish(script));
      hear(page, 0);
      page.click("#apply");
      waitForText(page, "#change", text -> text.contains("heard in"));
      picture(page, "playing" + suffix);
      server.act(session -> session.fail("ACE-Step ran out of GPU memory."));
      waitForState(page, "error");
      picture(page, "error" + suffix);
    }
  }

  private static void picture(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name + ".png")));
    Object overhang = page.evaluate("() => document.documentElement.scrollWidth - innerWidth");
    assertThat(Integer.parseInt(overhang.toString())).as("pixels beyond the right edge").isLessThanOrEqualTo(0);
  }
}
