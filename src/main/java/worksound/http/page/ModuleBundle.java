package worksound.http.page;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A module and all that it imports as one script, so that a browser far away asks once (over six connections it fetches a hundred files
 * in some twenty round trips) and compiles once. Each module becomes a function, which keeps its scope and its lines, and what that
 * returns is what the module exports. An import is therefore the value at that moment: a module exports no variable.
 */
final class ModuleBundle {

  private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:\\* as (\\w+)|(\\{[^}]*\\})) from '(\\.[^']+)';$");
  private static final Pattern EXPORT = Pattern.compile("(?m)^export (?=(?:async function|function|class|const) (\\w+))");
  private static final Pattern LEFT_OVER = Pattern.compile("(?m)^(?:import|export)\\b.*$");

  private final PageFiles files;
  private final StringBuilder script = new StringBuilder("const $modules = {};\n");
  private final Set<String> added = new HashSet<>();

  private ModuleBundle(PageFiles files) {
    this.files = files;
  }

  /**
   * The script that runs the module of that path.
   *
   * @throws IOException when a module is missing, or imports or exports in a way that is not known here
   */
  static String of(String path, PageFiles files) throws IOException {
    ModuleBundle bundle = new ModuleBundle(files);
    bundle.add(path);
    return bundle.script.toString();
  }

  /** Puts it behind all that it imports; modules never import one another in a circle. */
  private void add(String path) throws IOException {
    if (!added.add(path)) {
      return;
    }
    String source = files.text(path);
    for (String imported : IMPORT.matcher(source).results().map(found -> found.group(3)).toList()) {
      add(resolved(path, imported));
    }
    List<String> names = new ArrayList<>();
    EXPORT.matcher(source).results().forEach(found -> names.add(found.group(1)));
    String body = EXPORT.matcher(IMPORT.matcher(source).replaceAll(found -> Matcher.quoteReplacement(constants(path, found)))).replaceAll("");
    Matcher leftOver = LEFT_OVER.matcher(body);
    if (leftOver.find()) {
      throw new IOException(path + " has \"" + leftOver.group() + "\", expected import { … } or * from a relative path,"
        + " or export of a function, class or const");
    }
    script.append("$modules['").append(path).append("'] = (() => {\n").append(body)
      .append("\nreturn { ").append(String.join(", ", names)).append(" };\n})();\n");
  }

  /** An import as constants, on as many lines. */
  private static String constants(String path, MatchResult found) {
    String names = found.group(1) != null ? found.group(1) : found.group(2).replaceAll("(\\w+) as (\\w+)", "$1: $2");
    return "const " + names + " = $modules['" + resolved(path, found.group(3)) + "'];";
  }

  private static String resolved(String path, String imported) {
    return URI.create(path).resolve(imported).getPath();
  }
}
