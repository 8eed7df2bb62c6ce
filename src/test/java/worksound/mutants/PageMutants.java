package worksound.mutants;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.TimeoutError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import worksound.page.Browser;

/**
 * Changes one operator or number at a time in the page's pure modules, and runs the tests of the module in a browser. The operators are
 * those of "An experimental determination of sufficient mutant operators" (Offutt and others, 1996) that a text shows: arithmetic,
 * comparison and logic; numbers beside them.
 */
final class PageMutants {

  private static final Path MODULES = Path.of("webroot/js");
  private static final Path TESTS = Path.of("src/test/js");

  /** Modules, and the tests that have to notice. */
  private static final Map<String, List<String>> TESTED_BY = Map.of(
    "loading/prefetch.js", List.of("prefetch.test.js"),
    "loading/early-start.js", List.of("early-start.test.js"),
    "loading/start-position.js", List.of("start-position.test.js"),
    "audio/crossfade.js", List.of("crossfade.test.js"),
    "audio/segment-gain.js", List.of("segment-gain.test.js"),
    "audio/timeline.js", List.of("timeline.test.js", "announced-crossfade.test.js"),
    "audio/playhead.js", List.of("playhead.test.js"),
    "session/prompt-change.js", List.of("prompt-change.test.js"));

  private static final Map<String, String> OPPOSITE = Map.ofEntries(Map.entry(" + ", " - "), Map.entry(" - ", " + "),
    Map.entry(" * ", " / "), Map.entry(" / ", " * "), Map.entry(" < ", " <= "), Map.entry(" <= ", " < "),
    Map.entry(" > ", " >= "), Map.entry(" >= ", " > "),
    Map.entry(" === ", " !== "), Map.entry(" !== ", " === "), Map.entry(" && ", " || "), Map.entry(" || ", " && "),
    Map.entry("Math.max", "Math.min"), Map.entry("Math.min", "Math.max"));
  private static final Pattern CHANGEABLE = Pattern.compile(
    " (?:[-+*/<>]|<=|>=|[=!]==|&&|\\|\\|) |Math\\.max|Math\\.min|(?<![\\w.$])\\d[\\d_]*(?:\\.\\d+)?(?![\\w.])");
  /** What is no code: a comment to the end of the line, one within it, a text, an import. */
  private static final Pattern NO_CODE = Pattern.compile("//.*|/\\*.*?\\*/|'[^']*'|^import .*|^\\s*(?:/\\*\\*|\\*).*");

  /** Runs all tests until one fails; the answer is whether one did. */
  private static final String RUN = """
    async files => {
      const { load, run } = await import('/test/js/harness.js');
      for (const file of files) {
        for (const name of await load('/test/js/' + file)) {
          if (await run(name)) {
            return true;
          }
        }
      }
      return false;
    }""";
  /** Longer than all tests of a module take. */
  private static final double TIMEOUT_MILLIS = 60_000;

  private PageMutants() {
  }

  static List<Mutant> run() throws IOException {
    List<Mutant> mutants = new ArrayList<>();
    try (Browser browser = new Browser()) {
      for (String module : TESTED_BY.keySet().stream().sorted().toList()) {
        if (isKilled(browser, module, Files.readString(MODULES.resolve(module)))) {
          throw new IOException("the tests " + TESTED_BY.get(module) + " fail on the unchanged " + module);
        }
        mutants.addAll(run(browser, module));
      }
    }
    return mutants;
  }

  private static List<Mutant> run(Browser browser, String module) throws IOException {
    List<Mutant> mutants = new ArrayList<>();
    List<String> lines = Files.readAllLines(MODULES.resolve(module));
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      for (MatchResult found : changeable(line)) {
        String put = changed(found.group());
        List<String> changed = new ArrayList<>(lines);
        changed.set(i, line.substring(0, found.start()) + put + line.substring(found.end()));
        int column = found.start() - line.indexOf(line.strip()) + 1;
        String change = "column %d: %s → %s".formatted(column, found.group().strip(), put.strip());
        mutants.add(new Mutant(Path.of(module).getFileName().toString(), line.strip(), change,
          isKilled(browser, module, String.join("\n", changed) + "\n")));
      }
    }
    return mutants;
  }

  private static List<MatchResult> changeable(String line) {
    Matcher noCode = NO_CODE.matcher(line);
    String code = noCode.replaceAll(match -> " ".repeat(match.group().length()));
    return CHANGEABLE.matcher(code).results().toList();
  }

  private static String changed(String found) {
    if (OPPOSITE.containsKey(found)) {
      return OPPOSITE.get(found);
    }
    double number = Double.parseDouble(found.replace("_", ""));
    return number == 0 ? "1" : number == Math.rint(number) ? String.valueOf((long) number + 1)
      : String.format(Locale.ROOT, "%.4g", number * 1.1);
  }

  private static boolean isKilled(Browser browser, String module, String source) {
    Page page = browser.newPage();
    try {
      page.setDefaultTimeout(TIMEOUT_MILLIS);
      page.route("http://page/**", route -> serve(route, module, source));
      page.navigate("http://page/test/js/harness.html");
      page.evaluate("files => { (" + RUN + ")(files).then(killed => { window.killed = killed; }, () => { window.killed = true; }); }",
        TESTED_BY.get(module));
      return (boolean) page.waitForFunction("() => window.killed !== undefined").evaluate("() => window.killed");
    } catch (TimeoutError e) {
      return true;
    } finally {
      page.context().close();
    }
  }

  private static void serve(Route route, String module, String source) {
    String path = route.request().url().replace("http://page/", "");
    Path file = path.startsWith("test/js/") ? TESTS.resolve(path.substring(8)) : Path.of("webroot").resolve(path);
    String type = path.endsWith(".html") ? "text/html" : path.endsWith(".js") ? "text/javascript" : "image/svg+xml";
    try {
      route.fulfill(new Route.FulfillOptions().setContentType(type)
        .setBody(path.equals("js/" + module) ? source : Files.readString(file)));
    } catch (IOException e) {
      route.abort();
    }
  }
}
