package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import worksound.testing.Requirement;

/** Every state of the page against axe-core's rules, in light and dark, in both languages. */
class AccessibilityTest extends InBrowser {

  private static final String AXE = axe();

  /** In CSS pixels. */
  private static final List<Integer> WIDTHS = List.of(320, 390, 400, 560, 710, 959, 961, 990, 1100, 1153, 1280, 3840);

  /** WCAG 2.1, relative luminance and contrast ratio. */
  private static final String CONTRAST = """
    () => {
      const luminanceOf = name => {
        const [red, green, blue] = getComputedStyle(document.documentElement).getPropertyValue(name).trim().match(/\\w\\w/g)
          .map(two => parseInt(two, 16) / 255).map(part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      };
      const [dark, light] = [luminanceOf('--field-line'), luminanceOf('--paper')].sort((a, b) => a - b);
      return (light + 0.05) / (dark + 0.05);
    }""";

  private static final String BEYOND_THEIR_COLUMN = """
    () => {
      const edge = document.querySelector('.details').getBoundingClientRect().right;
      return [...document.querySelectorAll('.facts > div')].filter(each => each.getBoundingClientRect().right > edge + 0.5)
        .map(each => each.textContent.trim()).join(' | ');
    }""";

  @ParameterizedTest
  @CsvSource({"LIGHT, en, 1280", "DARK, ja, 1280", "DARK, en, 390", "LIGHT, ja, 390"})
  @Requirement("B9")
  void axeFindsNothing(ColorScheme scheme, String language, int width) throws Exception {
    try (ScriptedServer server = new ScriptedServer(new Script(24, 6, 4, index -> index == 0 ? 100 : -1, index -> 0))) {
      Page page = browser.newPage(new NewContextOptions().setViewportSize(width, 844).setColorScheme(scheme).setLocale(language));
      page.navigate(server.url());
      waitForText(page, "#engine", text -> !text.isEmpty());
      assertThat(violations(page)).as("idle").isEmpty();
      page.selectOption("#timer", "blocks-50-10");
      page.click("#presets button");
      hear(page, 0);
      page.click("#presets button:nth-child(2)");
      page.waitForCondition(() -> page.isVisible("#undo"));
      page.click("#keep");
      page.fill("#prompt", "a draft");
      assertThat(violations(page)).as("playing").isEmpty();
      page.click("#arrange summary");
      page.click(".recent:not(#arrange) summary");
      openDetails(page);
      page.click("#log-panel summary");
      assertThat(violations(page)).as("playing, with everything open").isEmpty();
      page.click("#play");
      waitForText(page, "#play-label", text -> text.matches("Resume|再開"));
      assertThat(violations(page)).as("paused").isEmpty();
      page.click("#play");
      page.click("#timer-skip");
      assertThat(violations(page)).as("break").isEmpty();
      server.act(session -> session.fail("ACE-Step ran out of GPU memory."));
      waitForState(page, "error");
      assertThat(violations(page)).as("error").isEmpty();
      page.click("#help");
      assertThat(violations(page)).as("shortcuts").isEmpty();
    }
  }

  /** What no rule of axe looks at: the lines of fields and the tracks of sliders are seen only by their contrast. */
  @ParameterizedTest
  @EnumSource(value = ColorScheme.class, names = {"LIGHT", "DARK"})
  void linesOfFieldsStandOut(ColorScheme scheme) throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      Page page = browser.newPage(new NewContextOptions().setColorScheme(scheme));
      page.navigate(server.url());
      assertThat(((Number) page.evaluate(CONTRAST)).doubleValue()).isGreaterThanOrEqualTo(3);
    }
  }

  /** The numbers as wide as they get, in windows on both sides of every step of the layout. */
  @ParameterizedTest
  @ValueSource(strings = {"en", "ja"})
  void theNumbersStayInTheirColumn(String language) throws Exception {
    try (ScriptedServer server = new ScriptedServer(new Script(8, 2, 0.7, index -> 100, index -> 1_000))) {
      Page page = browser.newPage(new NewContextOptions().setLocale(language));
      page.navigate(server.url());
      page.click("#play");
      hear(page, 1);
      openDetails(page);
      for (int width : WIDTHS) {
        page.setViewportSize(width, 844);
        assertThat((String) page.evaluate(BEYOND_THEIR_COLUMN)).as("in a window of " + width).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"390, en", "1280, ja"})
  void focusStaysWithTheLanguagesWhenOneIsChosen(int width, String focused) throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      Page page = browser.newPage(new NewContextOptions().setViewportSize(width, 844).setLocale("en"));
      page.navigate(server.url());
      page.click("[data-language=ja]");
      assertThat(page.getAttribute("html", "lang")).isEqualTo("ja");
      assertThat(page.evaluate("() => document.activeElement.dataset.language")).isEqualTo(focused);
    }
  }

  /** Each broken rule with the first element that breaks it. Evaluated, for the policy lets no script be inserted. */
  @SuppressWarnings("unchecked")
  private static List<String> violations(Page page) {
    page.evaluate(AXE);
    return (List<String>) page.evaluate("""
      async () => {
        await Promise.all(document.getAnimations().map(each => each.effect.getTiming().iterations === Infinity || each.finished));
        const { violations } = await axe.run();
        return violations.map(each => `${each.id}: ${each.help}: ${each.nodes[0].html} ${each.nodes[0].failureSummary}`);
      }""");
  }

  private static String axe() {
    try (InputStream script = AccessibilityTest.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8) + "; undefined";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
