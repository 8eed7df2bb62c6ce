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

/** Every state of the page against axe-core's rules, in light and dark, in both languages. */
class AccessibilityTest extends InBrowser {

  private static final String AXE = axe();

  @ParameterizedTest
  @CsvSource({"LIGHT, en, 1280", "DARK, ja, 1280", "DARK, en, 390", "LIGHT, ja, 390"})
  void axeFindsNothing(ColorScheme scheme, String language, int width) throws Exception {
    try (ScriptedServer server = new ScriptedServer(new Script(24, 6, 4, index -> index == 0 ? 100 : -1, index -> 0))) {
      Page page = browser.newPage(new NewContextOptions().setViewportSize(width, 844).setColorScheme(scheme).setLocale(language));
      page.navigate(server.url());
      waitForText(page, "#engine", text -> !text.isEmpty());
      assertThat(violations(page)).as("idle").isEmpty();
      page.selectOption("#timer", "blocks-50-10");
      page.click("#presets button");
      page.click("#play");
      hear(page, 0);
      page.click("#presets button:nth-child(2)");
      page.click("#apply");
      page.waitForCondition(() -> page.isVisible("#undo"));
      page.click(".recent summary");
      page.click("#drawer summary");
      assertThat(violations(page)).as("playing, with everything open").isEmpty();
      page.click("#timer-skip");
      assertThat(violations(page)).as("break").isEmpty();
      server.act(session -> session.fail("ACE-Step ran out of GPU memory."));
      waitForState(page, "error");
      assertThat(violations(page)).as("error").isEmpty();
      page.click("#help");
      assertThat(violations(page)).as("shortcuts").isEmpty();
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
