package worksound.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The table of an earlier run, as README has it: says what has become worse since. */
final class KeptTable {

  /** What differs by less is noise: two runs of one program on one machine do. */
  private static final double NOISE = 0.2;
  /** An area is of clips, not of time: the same program on the same music has the same one. */
  private static final double NOISE_OF_AN_AREA = 0.02;

  private static final Pattern LINE = Pattern.compile("\\| ([^|]+) \\| (-?[0-9.]+) ([^|]+) \\| [^|]+ \\| (?:([0-9.]+) ×|–) \\|.*");

  /** @param ratio figure over baseline, null without one */
  private record Kept(double figure, String unit, Double ratio) {
  }

  private final Map<String, Kept> kept = new LinkedHashMap<>();

  /** @param lines of Markdown; those that are no {@link Row} are passed over */
  KeptTable(Stream<String> lines) {
    lines.map(LINE::matcher).filter(Matcher::matches).forEach(line -> kept.put(line.group(1),
      new Kept(Double.parseDouble(line.group(2)), line.group(3), line.group(4) == null ? null : Double.valueOf(line.group(4)))));
  }

  static KeptTable readme() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("README.md"))) {
      return new KeptTable(lines);
    }
  }

  /** How many figures it has. */
  int size() {
    return kept.size();
  }

  /** A line for each row that is worse, figure and ratio alike: where the baseline is slower as well, it is the machine that was busy. */
  List<String> worse(List<Row> rows) {
    return rows.stream().filter(row -> row.target() != null && isWorse(row, kept.get(row.what())))
      .map(row -> String.format(Locale.ROOT, "%s: %.3g %s, was %.3g", row.what(), row.figure(), row.unit(), kept.get(row.what()).figure)).toList();
  }

  private static boolean isWorse(Row row, Kept before) {
    if (before == null || !before.unit.equals(row.unit())) {
      return false;
    }
    double noise = row.unit().endsWith("area") ? NOISE_OF_AN_AREA : NOISE;
    boolean moreIsBetter = row.target().startsWith("≥");
    return isWorse(row.figure(), before.figure, noise, moreIsBetter)
      && (row.ratio() == null || before.ratio == null || isWorse(row.ratio(), before.ratio, noise, moreIsBetter));
  }

  private static boolean isWorse(double now, double before, double noise, boolean moreIsBetter) {
    return moreIsBetter ? now < before * (1 - noise) : now > before * (1 + noise);
  }
}
