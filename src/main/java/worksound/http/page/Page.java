package worksound.http.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a browser gets under which address. The page names its style sheets and its script by addresses that begin with a checksum of
 * them all, so that a browser keeps them for good; the script is a {@link ModuleBundle}. Every file is there under its plain path as well.
 */
public final class Page {

  private static final String INDEX = "/index.html";
  private static final Pattern VERSIONED = Pattern.compile("/([0-9a-f]{8})(/.+)");
  private static final Pattern NAMED = Pattern.compile("(?<=(?:href|src)=\")/(?:css|js)/[^\"]+");

  private final PageFiles files;
  private volatile Start start;

  /** @param folder on the class path, without a slash at its end */
  public Page(String folder) {
    files = new PageFiles(folder);
  }

  /**
   * An answer.
   *
   * @param isForGood whether nothing else will ever be there
   */
  public record Found(PageFile file, boolean isForGood) {
  }

  /**
   * What a browser begins with.
   *
   * @param version checksum of all that the page names
   * @param named   what it names, by path
   * @param index   the page that names them
   */
  private record Start(String version, Map<String, PageFile> named, PageFile index) {
  }

  /** What is at a path; null when nothing is. */
  public Found find(String path) throws IOException {
    Matcher versioned = VERSIONED.matcher(path);
    String plain = path.equals("/") ? INDEX : versioned.matches() ? versioned.group(2) : path;
    if (plain.equals(INDEX)) {
      return new Found(start().index(), false);
    }
    PageFile named = versioned.matches() ? start().named().get(plain) : null;
    if (named != null) {
      return new Found(named, versioned.group(1).equals(start().version()));
    }
    PageFile file = files.find(plain);
    return file == null ? null : new Found(file, false);
  }

  private Start start() throws IOException {
    if (start == null) {
      String html = files.text(INDEX);
      Map<String, PageFile> named = new TreeMap<>();
      for (String path : NAMED.matcher(html).results().map(MatchResult::group).toList()) {
        named.put(path, PageFile.of(path.endsWith(".js") ? ModuleBundle.of(path, files) : files.text(path), path));
      }
      List<byte[]> contents = new ArrayList<>(List.of(html.getBytes(StandardCharsets.UTF_8)));
      named.values().forEach(file -> contents.add(file.content().getBytes()));
      String version = PageFile.checksumOf(contents);
      start = new Start(version, named, PageFile.of(NAMED.matcher(html).replaceAll("/" + version + "$0"), INDEX));
    }
    return start;
  }
}
