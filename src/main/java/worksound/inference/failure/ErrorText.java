package worksound.inference.failure;

import java.util.Locale;
import java.util.regex.Pattern;
import worksound.text.Printable;

/** What the server says of a failure, made fit for a person: the last line, without its paths, of bounded length. */
public final class ErrorText {

  private static final int MAX_LENGTH = 300;
  private static final Pattern PATH = Pattern.compile("(?<![\\w:/])(?:[A-Za-z]:)?(?:[/\\\\][\\w.@+~%-]+){2,}[/\\\\]?");

  private static final Pattern ERROR = Pattern.compile("error|exception|fail|out of memory|killed", Pattern.CASE_INSENSITIVE);

  private ErrorText() {
  }

  /** The last line that says something, paths taken out; empty when there is none. */
  public static String clean(String text) {
    if (text == null) {
      return "";
    }
    String last = text.strip().lines().reduce("", (before, line) -> line.isBlank() ? before : line).strip();
    String words = Printable.spaced(PATH.matcher(last).replaceAll("…"));
    return words.length() <= MAX_LENGTH ? words : words.substring(0, MAX_LENGTH - 1) + "…";
  }

  /** The text if its last line speaks of an error, else null: the server's last log line may be about anything. */
  public static String ifError(String text) {
    return ERROR.matcher(clean(text)).find() ? text : null;
  }

  /** What a failed task or initialisation most likely suffers from. */
  public static Problem problem(String text, Problem otherwise) {
    String words = text == null ? "" : text.toLowerCase(Locale.ROOT);
    if (words.contains("out of memory") || words.contains("outofmemory")) {
      return Problem.OUT_OF_MEMORY;
    }
    return words.contains("5hz lm") || words.contains("llm init") || words.contains("lm init") ? Problem.LM_FAILED : otherwise;
  }
}
