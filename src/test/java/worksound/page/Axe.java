package worksound.page;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** axe-core's rules for accessibility. */
final class Axe {

  private static final String SCRIPT = script();

  private Axe() {
  }

  /** Each broken rule with the first element that breaks it. Evaluated, for the policy lets no script be inserted. */
  @SuppressWarnings("unchecked")
  static List<String> violations(Page page) {
    page.evaluate(SCRIPT);
    return (List<String>) page.evaluate("""
      async () => {
        // One that another takes the place of never finishes.
        await Promise.allSettled(document.getAnimations().map(each => each.effect.getTiming().iterations === Infinity || each.finished));
        const { violations } = await axe.run();
        return violations.map(each => `${each.id}: ${each.help}: ${each.nodes[0].html} ${each.nodes[0].failureSummary}`);
      }""");
  }

  private static String script() {
    try (InputStream script = Axe.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8) + "; undefined";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
