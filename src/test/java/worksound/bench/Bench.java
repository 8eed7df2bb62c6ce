package worksound.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Measures what worksound costs against what the machine can do, each figure beside its baseline in the same run, and prints one
 * Markdown table, and what is worse than in the table of the README. Run by {@code ./run.sh bench [NAME…]}; arguments are the names of
 * measures, none for all that have a line in it.
 */
public final class Bench {

  /** Where results are written. */
  static final Path FOLDER = Path.of("target", "bench");

  private static final Map<String, Measure> MEASURES = measures();
  /** Measures whose figures depend on nothing but the program: what misses its target there is a fault. */
  private static final Set<String> EXACT = Set.of("sound");
  /** Taken only where it is named, as it has no line in the table. */
  private static final String FIT = "fit";

  private Bench() {
  }

  private static Map<String, Measure> measures() {
    Map<String, Measure> all = new LinkedHashMap<>();
    all.put("accept", new Acceptance());
    all.put("poll", new Polls());
    all.put("seed", new Seeds());
    all.put("examination", new Examinations());
    all.put("seams", new BoundarySeams());
    all.put("stream", new StreamEncoding());
    all.put("listen", new StreamListening());
    all.put("wav", new WavServing());
    all.put("sse", new EventStreaming());
    all.put("start", new StartUp());
    all.put("memory", new SideBySide(new Memory(), new PageSeams()));
    all.put("engine", new EngineSpeed());
    all.put("sound", new EngineSound());
    all.put("page", new PageTimes());
    all.put("page-cost", new PageCost());
    all.put("build", new Build());
    all.put(FIT, new BoundaryFit());
    return all;
  }

  /** Measures and prints; ends with 1 when a measure could not be taken, or when the sound is not as it should be. */
  public static void main(String[] names) throws IOException {
    List<String> wanted = names.length == 0 ? MEASURES.keySet().stream().filter(name -> !name.equals(FIT)).toList() : List.of(names);
    if (!MEASURES.keySet().containsAll(wanted)) {
      System.err.println("worksound: bench takes " + String.join(" ", MEASURES.keySet()) + ", not " + String.join(" ", wanted));
      System.exit(2);
    }
    Files.createDirectories(FOLDER);
    List<Row> rows = new ArrayList<>();
    boolean complete = true;
    long begun = System.nanoTime();
    for (String name : wanted) {
      complete &= measure(name, rows);
    }
    tell("all", begun);
    print(rows);
    System.exit(complete ? 0 : 1);
  }

  /** @return whether it could be taken and, where it depends on nothing but the program, is as it should be */
  private static boolean measure(String name, List<Row> rows) {
    System.err.println("worksound: measuring " + name);
    long from = System.nanoTime();
    try {
      List<Row> taken = MEASURES.get(name).take();
      rows.addAll(taken);
      write(name, taken);
      return !EXACT.contains(name) || taken.stream().allMatch(row -> row.met() != Boolean.FALSE);
    } catch (Exception e) {
      System.err.println("worksound: " + name + " could not be measured");
      e.printStackTrace();
      return false;
    } finally {
      tell(name, from);
    }
  }

  /** @param fromNanos on the clock of {@link System#nanoTime} */
  private static void tell(String what, long fromNanos) {
    System.err.printf(Locale.ROOT, "worksound: %s took %.0f s%n", what, (System.nanoTime() - fromNanos) / 1e9);
  }

  private static void write(String name, List<Row> rows) throws IOException {
    JsonObject result = new JsonObject().put("date", LocalDate.now(ZoneOffset.UTC).toString()).put("machine", Machine.describe())
      .put("rows", new JsonArray(rows.stream().map(Row::json).toList()));
    Files.writeString(FOLDER.resolve(name + ".json"), result.encodePrettily());
  }

  private static void print(List<Row> rows) throws IOException {
    StringBuilder table = new StringBuilder("\n" + LocalDate.now(ZoneOffset.UTC) + ", " + Machine.describe() + "\n\n")
      .append("| what | figure | baseline | ratio | target | | |\n|---|---|---|---|---|---|---|\n");
    rows.forEach(row -> table.append(row.markdown()).append('\n'));
    List<String> worse = KeptTable.readme().worse(rows);
    System.out.println(table);
    System.out.println(worse.isEmpty() ? "Nothing is worse than in README's table, beyond noise." : "Worse than in README's table, beyond noise:");
    worse.forEach(line -> System.out.println("- " + line));
    Files.writeString(FOLDER.resolve("table.md"), table.toString().strip() + "\n");
  }
}
