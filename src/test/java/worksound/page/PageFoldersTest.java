package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Imports between the folders of the page's modules go one way: a folder knows only those before it. */
class PageFoldersTest {

  private static final Path MODULES = Path.of("webroot/js");
  private static final List<String> ORDER = List.of("util", "i18n", "server", "audio", "loading", "session", "timer", "view/words", "view", "view/prompt",
    "view/panels", "view/visuals", "");
  private static final Pattern IMPORT = Pattern.compile("(?:from |import\\(|new URL\\()\\s*'(\\.[^']+\\.js)'");
  private static final int MOST_FILES = 16;

  @Test
  void aFolderKnowsOnlyThoseBeforeIt() throws IOException {
    List<String> backwards = new ArrayList<>();
    for (Path module : modules()) {
      Matcher imports = IMPORT.matcher(Files.readString(module));
      while (imports.find()) {
        Path imported = module.resolveSibling(imports.group(1)).normalize();
        assertThat(imported).exists();
        if (!folder(imported).equals(folder(module)) && ORDER.indexOf(folder(imported)) > ORDER.indexOf(folder(module))) {
          backwards.add(MODULES.relativize(module) + " imports " + MODULES.relativize(imported));
        }
      }
    }
    assertThat(backwards).isEmpty();
  }

  @Test
  void everyFolderHasItsPlaceAndIsSeenAtAGlance() throws IOException {
    Map<String, Long> sizes = modules().stream().collect(Collectors.groupingBy(PageFoldersTest::folder, Collectors.counting()));
    assertThat(sizes.keySet()).containsExactlyInAnyOrderElementsOf(ORDER);
    assertThat(sizes).allSatisfy((folder, size) -> assertThat(size).as(folder).isLessThanOrEqualTo(MOST_FILES));
  }

  private static List<Path> modules() throws IOException {
    try (Stream<Path> all = Files.walk(MODULES)) {
      return all.filter(file -> file.toString().endsWith(".js")).toList();
    }
  }

  private static String folder(Path module) {
    Path folder = MODULES.relativize(module).getParent();
    return folder == null ? "" : folder.toString();
  }
}
