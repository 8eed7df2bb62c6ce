package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What no rule of axe-core looks at. */
class AccessibilityTest extends InBrowser {

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

  /** The lines of fields and the tracks of sliders are seen only by their contrast. */
  @ParameterizedTest
  @EnumSource(value = ColorScheme.class, names = {"LIGHT", "DARK"})
  void linesOfFieldsStandOut(ColorScheme scheme) throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      Page page = browser.newPage(new NewContextOptions().setColorScheme(scheme));
      page.navigate(server.url());
      assertThat(((Number) page.evaluate(CONTRAST)).doubleValue()).isGreaterThanOrEqualTo(3);
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
}
