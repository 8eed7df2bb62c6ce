package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Runs the page's own unit tests, {@code src/test/js/*.test.js}, in a real browser: each is one test here. */
class PageCodeTest extends InHarness {

  private static final Path TESTS = Path.of("src/test/js");

  private Page page;

  @TestFactory
  Stream<DynamicContainer> pageCode() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(TESTS)) {
      files = all.filter(file -> file.toString().endsWith(".test.js")).sorted().toList();
    }
    return files.stream().map(file -> dynamicContainer(file.getFileName().toString(), file.toUri(), testsOf(file)));
  }

  private Stream<DynamicNode> testsOf(Path file) {
    page = page == null ? openHarness() : leave(page);
    @SuppressWarnings("unchecked")
    List<String> names = (List<String>) page.evaluate(
      "async file => (await import('/test/js/harness.js')).load(file)", "/test/js/" + file.getFileName());
    assertThat(names).as("tests in " + file).isNotEmpty();
    return names.stream().map(name -> dynamicTest(name, () -> assertThat(run(name)).isEqualTo("")));
  }

  /** The next file finds the modules not yet loaded and nothing kept, which takes less than a profile of its own. */
  private static Page leave(Page used) {
    used.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }");
    used.reload();
    return used;
  }

  private Object run(String name) {
    return page.evaluate("async name => (await import('/test/js/harness.js')).run(name)", name);
  }
}
