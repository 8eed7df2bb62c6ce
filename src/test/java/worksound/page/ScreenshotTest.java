package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import worksound.testing.Requirement;

/**
 * Pictures of the page in its states, in {@code target/screenshots}, for eyes to judge; none of them may scroll sideways, and axe-core's
 * rules for accessibility hold in those that are looked at that closely, in light and dark, in both languages.
 */
class ScreenshotTest extends InBrowser {

  private static final Path FOLDER = Path.of("target/screenshots");
  /** Windows on both sides of every step of the layout, in CSS pixels. */
  private static final List<Integer> WIDTHS = List.of(320, 390, 400, 560, 710, 959, 961, 990, 1100, 1153, 1280, 3840);
  private static final String BEYOND_THEIR_COLUMN = """
    () => {
      const edge = document.querySelector('.details').getBoundingClientRect().right;
      return [...document.querySelectorAll('.facts > div')].filter(each => each.getBoundingClientRect().right > edge + 0.5)
        .map(each => each.textContent.trim()).join(' | ');
    }""";
  private static final Script WAITING = new Script(9, 3, 2.5, index -> -1, index -> 0);

  private Page page;
  private String suffix;

  @ParameterizedTest
  @CsvSource({"1280, 800, LIGHT, en", "390, 844, DARK, ja"})
  @Requirement("B9")
  void everyState(int width, int height, ColorScheme scheme, String language) throws Exception {
    visitEveryState(width, height, scheme, language);
  }

  @ParameterizedTest
  @CsvSource({"1280, 800, DARK, ja", "390, 844, LIGHT, en"})
  @Requirement("B9")
  @Tag("long")
  void everyStateInTheOtherColoursAndLanguages(int width, int height, ColorScheme scheme, String language) throws Exception {
    visitEveryState(width, height, scheme, language);
  }

  private void visitEveryState(int width, int height, ColorScheme scheme, String language) throws Exception {
    try (ScriptedServer server = new ScriptedServer(WAITING)) {
      open(server, new NewContextOptions().setViewportSize(width, height).setColorScheme(scheme).setLocale(language));
      picture("idle");
      assertAccessible();
      page.click("#presets button:nth-child(7)");
      waitForText(page, "#detail", text -> text.contains("42"));
      picture("generating");
      assertAccessible();
      server.act(session -> session.finish(WAITING.downloading(index -> 3_000)));
      waitForState(page, "downloading");
      picture("downloading");
      server.act(session -> session.use(WAITING.generating(index -> index < 2 ? 100 : -1)));
      hear(page, 0);
      picture("playing");
      page.click("#presets button:nth-child(3)");
      waitForText(page, "#change", text -> text.matches(".*\\d:\\d\\d.*"));
      page.fill("#prompt", "a piano in an empty house by the sea");
      picture("changing-with-a-draft");
      assertAccessible();
      hear(page, 1);
      page.click("#play");
      waitForText(page, "#detail", text -> text.matches("Resume goes on.*|「再開」.*"));
      picture("paused");
      assertAccessible();
      page.click("#play");
      openDetails(page);
      whole("details");
      assertNumbersStayInTheirColumn(width, height);
      page.click("#details > summary");
      server.act(session -> session.fail("ACE-Step ran out of GPU memory."));
      waitForState(page, "error");
      picture("error");
      assertAccessible();
    }
  }

  @ParameterizedTest
  @CsvSource({"1280, 800, LIGHT, en", "390, 844, DARK, en", "360, 740, LIGHT, ja"})
  @Tag("long")
  void everythingThatIsNotAsUsual(int width, int height, ColorScheme scheme, String language) throws Exception {
    Script script = new Script(9, 3, 2.5, index -> -1, index -> 0);
    try (ScriptedServer server = new ScriptedServer(script)) {
      server.act(session -> session.engine(new JsonObject().put("kind", "acestep").put("model", "acestep-v15-sft").put("lm_model", "acestep-5Hz-lm-4B")));
      server.act(session -> session.keep("quiet acoustic guitar and soft strings, intimate, sparse, slow, no vocals", 7));
      open(server, new NewContextOptions().setViewportSize(width, height).setColorScheme(scheme).setLocale(language));
      page.waitForCondition(() -> page.isVisible("#begin"));
      picture("kept");
      page.click("#begin");
      waitForText(page, "#detail", text -> text.contains("42"));
      server.act(session -> session.work(new JsonObject().put("progress", 0)
        .put("phase", ScriptedSession.phase("loading", "acestep-v15-sft", "acestep-5Hz-lm-4B"))));
      waitForText(page, "#detail", text -> text.contains("5Hz"));
      picture("loading");
      server.act(session -> session.work(new JsonObject().put("phase", ScriptedSession.phase("queued")).put("queue_position", 2)));
      waitForText(page, "#detail", text -> text.contains("2"));
      picture("queued");
      server.act(session -> session.engine(new JsonObject().put("fell_back", true).put("lm_model", "acestep-5Hz-lm-1.7B")
        .put("explanation", ScriptedSession.explanation("out-of-memory", "CUDA out of memory"))));
      server.act(session -> session.finish(script));
      hear(page, 0);
      waitForConsole(page, "WAV 0 download ended");
      server.act(session -> session.finish(script));
      page.waitForCondition(() -> browser.console().stream().anyMatch(line -> line.contains("seam 0→1 planned")));
      picture("next-held");
      hear(page, 1);
      waitForConsole(page, "bridge 1 pass 1 started");
      waitForText(page, "#detail", text -> text.matches("The next part is late.*|次のパートが遅れて.*"));
      picture("bridging");
      page.context().setOffline(true);
      page.waitForCondition(() -> page.isVisible("#notice"));
      picture("lost");
      page.click("#stop");
      page.waitForCondition(() -> !page.isVisible("#stop") && page.isVisible("#notice-act"));
      waitForConsole(page, "could not be told to stop");
      picture("stop-unheard");
    }
  }

  @ParameterizedTest
  @CsvSource({"1280, 800, LIGHT, ja", "390, 844, DARK, en"})
  void everythingOpen(int width, int height, ColorScheme scheme, String language) throws Exception {
    try (ScriptedServer server = new ScriptedServer(WAITING.generating(index -> 100))) {
      open(server, new NewContextOptions().setViewportSize(width, height).setColorScheme(scheme).setLocale(language));
      page.selectOption("#timer", "blocks-50-10");
      page.click("#presets button:nth-child(5)");
      hear(page, 0);
      page.click("#keep");
      page.click("#presets button:nth-child(9)");
      page.waitForCondition(() -> page.getAttribute("#keep", "aria-pressed").equals("false"));
      page.click("#keep");
      page.click("#timer-skip");
      page.click("#arrange summary");
      page.click("#recent-prompts summary");
      openDetails(page);
      page.click("#log-panel summary");
      waitForText(page, "#log", text -> text.contains("focus timer"));
      whole("break-and-log");
      assertAccessible();
      page.click("#help");
      picture("shortcuts");
      assertAccessible();
      page.keyboard().press("Escape");
      Page other = browser.newPage();
      other.navigate(server.url());
      other.click("#play");
      waitForText(page, "#notice-words", text -> !text.isEmpty());
      picture("taken");
    }
  }

  @ParameterizedTest
  @Tag("long")
  @CsvSource({"320, 640, LIGHT, ja", "320, 640, DARK, en", "3840, 2160, LIGHT, en", "3840, 2160, DARK, ja"})
  void theSmallestAndTheLargestScreen(int width, int height, ColorScheme scheme, String language) throws Exception {
    try (ScriptedServer server = new ScriptedServer(WAITING.generating(index -> 100))) {
      open(server, new NewContextOptions().setViewportSize(width, height).setColorScheme(scheme).setLocale(language));
      picture("idle");
      page.click("#presets button:nth-child(7)");
      hear(page, 0);
      page.click("#keep");
      page.click("#presets button:nth-child(2)");
      page.waitForCondition(() -> page.isVisible("#undo"));
      picture("playing");
      openDetails(page);
      page.click("#arrange summary");
      whole("details");
    }
  }

  @Test
  @Tag("long")
  void smallAndEnlarged() throws Exception {
    try (ScriptedServer server = new ScriptedServer(WAITING.generating(index -> 100))) {
      open(server, new NewContextOptions().setViewportSize(360, 640));
      page.click("#play");
      hear(page, 0);
      whole("playing");
      page.click("#stop");
      // A browser at 200 % lays a 1280 × 800 window out as 640 × 400 with two screen pixels to each.
      open(server, new NewContextOptions().setViewportSize(640, 400).setDeviceScaleFactor(2));
      page.click("#play");
      hear(page, 0);
      whole("playing-at-200-percent");
    }
  }

  private void assertNumbersStayInTheirColumn(int width, int height) {
    for (int other : WIDTHS) {
      page.setViewportSize(other, height);
      assertThat((String) page.evaluate(BEYOND_THEIR_COLUMN)).as("in a window of " + other).isEmpty();
    }
    page.setViewportSize(width, height);
  }

  private void assertAccessible() {
    assertThat(Axe.violations(page)).isEmpty();
  }

  private void open(ScriptedServer server, NewContextOptions options) {
    page = browser.newPage(options);
    suffix = "-" + options.viewportSize.get().width + "x" + options.viewportSize.get().height
      + (options.colorScheme == null ? "" : "-" + options.colorScheme.get().name().toLowerCase())
      + (options.locale == null ? "" : "-" + options.locale);
    page.navigate(server.url());
    waitForText(page, "#engine", text -> !text.isEmpty());
  }

  /** What is seen without scrolling. */
  private void picture(String name) {
    page.evaluate("() => scrollTo(0, 0)");
    take(name, new Page.ScreenshotOptions());
  }

  private void whole(String name) {
    take(name, new Page.ScreenshotOptions().setFullPage(true));
  }

  private void take(String name, Page.ScreenshotOptions options) {
    page.screenshot(options.setPath(FOLDER.resolve(name + suffix + ".png")));
    Object overhang = page.evaluate("() => document.documentElement.scrollWidth - innerWidth");
    assertThat(Integer.parseInt(overhang.toString())).as("pixels beyond the right edge").isLessThanOrEqualTo(0);
  }
}
