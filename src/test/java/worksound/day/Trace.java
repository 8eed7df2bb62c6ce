package worksound.day;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Everything that happens in a day and when by its clock, but for what no seed decides: names drawn by chance are numbered as they come,
 * and moments of the wall's clock are left out.
 */
final class Trace {

  /** Of a longer day only the beginning can be read; the hash is of all. */
  private static final int MOST_LINES = 2_000;
  private static final Pattern SESSION = Pattern.compile("(?<=sessionId=)[0-9a-f]+");
  /** Moments, how long a download or an examination took, the names of versions of files, ports, and which second was written down last. */
  private static final Pattern BY_THE_WALL = Pattern.compile(
    "\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z|(?<=, seconds=|examinationSeconds=)[\\d.E-]+|(?<=etag=\")[^\"]+|(?<=127\\.0\\.0\\.1:)\\d+"
      + "|(?<=heard=)(?:null|Heard\\[[^]]*])");

  private final FastTime time;
  private final Map<String, String> names = new HashMap<>();
  private final List<String> lines = new ArrayList<>();
  private final CRC32 hash = new CRC32();
  private long count;

  Trace(FastTime time) {
    this.time = time;
  }

  void add(String what) {
    String words = SESSION.matcher(BY_THE_WALL.matcher(what).replaceAll("-")).replaceAll(this::name);
    String line = String.format(Locale.ROOT, "%.6f %s", time.seconds(), words);
    hash.update(line.getBytes(StandardCharsets.UTF_8));
    count++;
    if (lines.size() < MOST_LINES) {
      lines.add(line);
    }
  }

  private String name(MatchResult session) {
    return names.computeIfAbsent(session.group(), id -> "session " + (names.size() + 1));
  }

  /** What happened, the first of it first. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  /** Tells a day from any other. */
  @Override
  public String toString() {
    return String.format("trace %08x of %d lines", hash.getValue(), count);
  }
}
