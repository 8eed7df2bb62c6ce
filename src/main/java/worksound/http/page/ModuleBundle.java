package worksound.http.page;

import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A module and all that it imports as one script, so that a browser far away asks once: over six connections it fetches a hundred files
 * in some twenty round trips. The script hands the modules to {@code run-bundle.js}, which says what they look like.
 */
final class ModuleBundle {

  private static final String RUNNER = "/js/run-bundle.js";
  private static final Pattern IMPORT = Pattern.compile("(?m)^(?:import|export|\\})[^;]*? from '(\\.[^']+)'");

  private final PageFiles files;
  private final JsonArray modules = new JsonArray();
  private final Set<String> added = new HashSet<>();

  private ModuleBundle(PageFiles files) {
    this.files = files;
  }

  /** The script that runs the module of that path. */
  static String of(String path, PageFiles files) throws IOException {
    ModuleBundle bundle = new ModuleBundle(files);
    bundle.add(path);
    return files.text(RUNNER) + "\nrunBundle(" + bundle.modules.encode() + ");\n";
  }

  /** Puts it behind all that it imports; modules never import one another in a circle. */
  private void add(String path) throws IOException {
    if (!added.add(path)) {
      return;
    }
    String source = files.text(path);
    JsonArray pieces = new JsonArray();
    int from = 0;
    for (Matcher found = IMPORT.matcher(source); found.find(); from = found.end(1)) {
      String imported = URI.create(path).resolve(found.group(1)).getPath();
      add(imported);
      pieces.add(source.substring(from, found.start(1))).add(imported);
    }
    modules.add(new JsonArray().add(path).add(pieces.add(source.substring(from))));
  }
}
