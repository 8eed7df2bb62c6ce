package worksound;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import worksound.bus.Request;
import worksound.bus.Topic;
import worksound.messages.Addresses;
import worksound.testing.Requirement;

/** What the README says of settings, events, files and classes is so. */
class ReadmeTest {

  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  /** Settings that are too long for the table, or objects whose keys are ACE-Step's. */
  private static final Set<String> IN_THE_FILE = Set.of("acestep.params", "acestep.fallback", "session.default_prompt");
  /** What the stream does not tell by name: it is in the snapshot, or is the snapshot. */
  private static final Set<String> NOT_STREAMED = Set.of("session.current", "status.started",
    "generation.progressed", "playback.reported", "status.changed",
    "stream.frames", "stream.ended", "stream.tuned-out");

  private final String readme;

  ReadmeTest() throws IOException {
    readme = Files.readString(Path.of("README.md"));
  }

  @ParameterizedTest
  @CsvSource({"README.md, Settings, see file", "src/doc/README.ja.md, 設定, ファイル参照"})
  void theTableOfSettingsHasEveryKeyWithItsDefault(Path file, String heading, String elsewhere) throws IOException {
    Map<String, String> told = new LinkedHashMap<>();
    for (String row : section(Files.readString(file), heading).lines().filter(line -> line.startsWith("| `")).toList()) {
      String[] cells = row.split("\\|");
      List<String> keys = quoted(cells[1]);
      List<String> defaults = cells[2].strip().equals(elsewhere) ? List.of("see file") : quoted(cells[2]);
      assertThat(defaults).as(row).hasSameSizeAs(keys);
      for (int i = 0; i < keys.size(); i++) {
        told.put(keys.get(i), defaults.get(i).replace("\"", ""));
      }
    }
    Map<String, String> real = new LinkedHashMap<>();
    flatten("", new JsonObject(Files.readString(Path.of("conf/config.json"))), real);
    assertThat(told).containsExactlyInAnyOrderEntriesOf(real);
  }

  private static void flatten(String prefix, JsonObject settings, Map<String, String> flat) {
    for (String name : settings.fieldNames()) {
      String key = prefix + name;
      if (IN_THE_FILE.contains(key)) {
        flat.put(key, "see file");
      } else if (settings.getValue(name) instanceof JsonObject section) {
        flatten(key + ".", section, flat);
      } else {
        flat.put(key, Json.encode(settings.getValue(name)).replace("\"", "").replace(",", ", "));
      }
    }
  }

  @Test
  void everyEventOfTheStreamIsNamedAndNoOther() throws IllegalAccessException {
    Set<String> real = new TreeSet<>(Set.of("underrun", "server_stopping"));
    for (Field field : Addresses.class.getFields()) {
      if (field.get(null) instanceof Topic<?> topic && !NOT_STREAMED.contains(topic.address())) {
        real.add(topic.address().replaceAll("[.-]", "_"));
      }
    }
    String told = section("Watch it").replaceAll("(?s)```.*?```", "");
    assertThat(new TreeSet<>(quoted(told).stream().filter(name -> name.matches("[a-z]+(_[a-z]+)*") && !name.equals("status")).toList()))
      .isEqualTo(real);
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "src/doc/README.ja.md"})
  void everyFileThatItNamesIsThere(Path file) throws IOException {
    String text = Files.readString(file);
    List<Path> named = new ArrayList<>(Pattern.compile("\\]\\(([^)#:]+)").matcher(text).results().map(found -> file.resolveSibling(found.group(1))).toList());
    Pattern.compile("(?<![\\w/])(?:conf|src|webroot)/[\\w./-]*\\w").matcher(text).results().map(MatchResult::group).map(Path::of).forEach(named::add);
    assertThat(named).hasSizeGreaterThan(8).allSatisfy(path -> assertThat(path).exists());
  }

  /** A command that one of the two tells is told by the other; what stands behind a `#` is in the reader's language. */
  @Test
  void bothTellTheSameCommands() throws IOException {
    List<String> japanese = commands(Files.readString(Path.of("src/doc/README.ja.md")));
    assertThat(japanese).hasSizeGreaterThan(15);
    assertThat(commands(readme)).containsAll(japanese);
  }

  private static List<String> commands(String text) {
    return Pattern.compile("```(?:sh|bash)\n(.*?)```", Pattern.DOTALL).matcher(text).results().flatMap(block -> block.group(1).lines())
      .map(line -> line.replaceAll("\\s+#.*", "")).filter(line -> !line.isBlank()).toList();
  }

  /** The parts of the English one that the Japanese one sends its readers to. */
  @Test
  void everyHeadingThatIsLinkedIsThere() throws IOException {
    List<String> linked = Pattern.compile("README\\.md#([\\w-]+)").matcher(Files.readString(Path.of("src/doc/README.ja.md"))).results()
      .map(found -> found.group(1)).toList();
    List<String> headings = readme.lines().filter(line -> line.startsWith("## ")).map(line -> line.substring(3).toLowerCase().replace(' ', '-')).toList();
    assertThat(headings).containsAll(linked);
  }

  @Test
  @Requirement("P2")
  void theTopLevelHoldsNothingElse() throws IOException {
    try (Stream<Path> all = Files.list(Path.of(""))) {
      assertThat(all.map(Path::toString).filter(name -> !name.startsWith(".") && !name.equals("target")))
        .containsExactlyInAnyOrder("pom.xml", "src", "webroot", "conf", "README.md", "run.sh", "LICENSE");
    }
  }

  /** A name without a folder lies in the folder that was named before it; the rest of what is quoted are addresses on the event bus. */
  @Test
  void everyClassAndModuleOfTheTourIsThere() throws IllegalAccessException {
    Set<String> addresses = new TreeSet<>();
    for (Field field : Addresses.class.getFields()) {
      if (field.get(null) instanceof Topic<?> topic) {
        addresses.add(topic.address());
      } else if (field.get(null) instanceof Request<?, ?> request) {
        addresses.add(request.address());
      }
    }
    List<Path> named = new ArrayList<>();
    for (String paragraph : section("The tour").split("\n\n")) {
      Path folder = Path.of("");
      for (String name : paragraph.startsWith("**") ? quoted(paragraph) : List.<String>of()) {
        if (!addresses.contains(name)) {
          Path path = name.contains("/") ? Path.of(name) : folder.resolve(name);
          folder = path.resolveSibling("");
          named.add(name.endsWith(".js") ? Path.of("webroot/js").resolve(path) : Path.of("src/main/java/worksound", path + ".java"));
        }
      }
    }
    assertThat(named).hasSizeGreaterThan(50).allSatisfy(file -> assertThat(file).exists());
  }

  private String section(String heading) {
    return section(readme, heading);
  }

  private static String section(String readme, String heading) {
    int start = readme.indexOf("\n## " + heading + "\n");
    assertThat(start).as(heading).isNotNegative();
    int end = readme.indexOf("\n## ", start + 1);
    return readme.substring(start, end < 0 ? readme.length() : end);
  }

  private static List<String> quoted(String text) {
    return QUOTED.matcher(text).results().map(found -> found.group(1)).toList();
  }
}
