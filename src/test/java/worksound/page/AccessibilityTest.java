package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import org.junit.jupiter.api.Test;
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

  /** In forced colours Chromium paints a plate behind text, unless an element has its colours to itself. */
  private static final String UNREADABLE_BUTTONS = """
    () => {
      const luminanceOf = colour => {
        const [red, green, blue] = colour.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255)
          .map(part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      };
      const isOpaque = colour => !/, 0\\)$/.test(colour);
      const paper = getComputedStyle(document.body).backgroundColor;
      return [...document.querySelectorAll('button:not(:disabled, [aria-disabled=true])')].filter(each => each.checkVisibility()).filter(each => {
        const { color, backgroundColor, forcedColorAdjust } = getComputedStyle(each);
        const [dark, light] = [color, isOpaque(backgroundColor) ? backgroundColor : paper].map(luminanceOf).sort((a, b) => a - b);
        return (light + 0.05) / (dark + 0.05) < 4.5 || (isOpaque(backgroundColor) && backgroundColor !== paper && forcedColorAdjust !== 'none');
      }).map(each => each.textContent.trim() || each.id).join(' | ');
    }""";

  @Test
  void buttonsAreReadInForcedColoursAlsoThosePressed() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick())) {
      Page page = browser.newPage(new NewContextOptions().setForcedColors(ForcedColors.ACTIVE).setReducedMotion(ReducedMotion.REDUCE));
      page.navigate(server.url());
      page.click("#presets button:nth-child(3)");
      hear(page, 0);
      page.click("#keep");
      assertThat(page.locator("[aria-pressed=true]").count()).as("pressed: the language, the preset, the star").isGreaterThanOrEqualTo(3);
      assertThat((String) page.evaluate(UNREADABLE_BUTTONS)).isEmpty();
      page.evaluate("() => document.querySelectorAll('details').forEach(each => { each.open = true; })");
      assertThat((String) page.evaluate("() => { document.getElementById('listen-here').setAttribute('aria-pressed', 'true'); return ("
        + UNREADABLE_BUTTONS + ")(); }")).isEmpty();
    }
  }

  @Test
  void nothingMovesAndNothingIsTranslucentForThoseWhoAskForThat() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Script.quick().generating(index -> -1))) {
      Page page = browser.newPage();
      page.navigate(server.url());
      page.click("#play");
      waitForState(page, "generating");
      assertThat(page.evaluate(MOVES_AND_TRANSLUCENCE)).isEqualTo("pulse, block, rgba(0, 0, 0, 0.4)");
      JsonObject wishes = JsonParser.parseString("{\"features\": [{\"name\": \"prefers-reduced-motion\", \"value\": \"reduce\"},"
        + "{\"name\": \"prefers-reduced-transparency\", \"value\": \"reduce\"}]}").getAsJsonObject();
      page.context().newCDPSession(page).send("Emulation.setEmulatedMedia", wishes);
      assertThat((String) page.evaluate(MOVES_AND_TRANSLUCENCE)).matches("none, none, rgb\\(.*");
    }
  }

  private static final String MOVES_AND_TRANSLUCENCE = """
    () => [getComputedStyle(document.querySelector('.state-dot')).animationName, getComputedStyle(document.getElementById('spectrum')).display,
      getComputedStyle(document.querySelector('dialog'), '::backdrop').backgroundColor].join(', ')""";

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
