package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The types that the page's modules and their tests state in JSDoc hold. Editors find the same options in {@code jsconfig.json}. */
class PageTypesTest {

  private static final Path TESTS = Path.of("src/test/js").toAbsolutePath();
  private static final Path MODULES = Path.of("webroot/js").toAbsolutePath();

  private static Browser browser;
  private static TypeChecker checker;

  @BeforeAll
  static void open() throws IOException {
    browser = new Browser();
    checker = new TypeChecker(browser.newPage());
  }

  @AfterAll
  static void close() {
    browser.close();
  }

  @Test
  void theTypesOfThePageAndItsTestsHold() throws IOException {
    Map<String, String> sources = new HashMap<>();
    for (Path folder : List.of(MODULES, TESTS)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path file : all.filter(each -> each.toString().matches(".*\\.(js|d\\.ts)")).toList()) {
          sources.put(file.toString(), Files.readString(file));
        }
      }
    }
    assertThat(errors(sources)).isEmpty();
  }

  @Test
  void aWrongTypeIsFound() throws IOException {
    String wrong = "/** @param {number} seconds */\nexport const wait = seconds => seconds.repeat(2);\n";
    assertThat(errors(Map.of(TESTS + "/wrong.js", wrong))).singleElement().asString().contains("wrong.js(2,", "'repeat' does not exist on type 'number'");
  }

  private static List<?> errors(Map<String, String> sources) throws IOException {
    return checker.errors(Files.readString(TESTS.resolve("jsconfig.json")), TESTS.toString(), sources);
  }
}
