package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import worksound.testing.Seeds;

/**
 * Hours of listening in seconds: the page's own modules on virtual time, in front of a server, a network, a machine and a person that a
 * seed makes unreliable ({@code src/test/js/simulation}). {@code page.seed} is the first of the seeds and {@code page.seeds} their number;
 * one that has failed goes into {@code src/test/seeds/page.txt} and is run every time.
 */
class PageSimulationTest extends InHarness {

  private static final long SEED = Long.getLong("page.seed", 1);
  private static final int MANY = 200;
  private static final int SOME = 60;
  /** A page is left behind after so many, with what the browser keeps of it. */
  private static final int PER_PAGE = 25;
  /** With fewer seeds than this not everything can be expected to happen. */
  private static final int ENOUGH = 40;

  private final List<String> failures = new ArrayList<>();
  private final Map<String, Integer> moments = new TreeMap<>();
  private final Map<String, Double> most = new TreeMap<>();
  private double seconds;
  private double heard;
  private Page page;
  private int simulated;

  @Test
  void theMusicGoesOnForSomeHours() {
    pass(SEED, Integer.getInteger("page.seeds", SOME));
  }

  /** Seeds that nobody has listened to yet. */
  @Test
  @Tag("long")
  void theMusicGoesOnForADayAndANight() {
    pass(Seeds.fresh("page.seed"), Integer.getInteger("page.seeds", MANY));
  }

  private void pass(long first, int seeds) {
    LongStream.concat(Seeds.kept("page").stream().mapToLong(Long::longValue), LongStream.range(first, first + seeds)).forEach(this::simulate);
    System.out.printf("page simulation: %d seeds from %d, and those kept; %.1f h, music in %.1f h of it%n  %s%n  at most %s%n", seeds, first,
      seconds / 3_600, heard / 3_600, moments, most);
    assertThat(failures).as("what did not hold").isEmpty();
    if (seeds >= ENOUGH) {
      assertThat(moments.keySet()).as("kinds of moments that happened").containsAll(kinds());
    }
  }

  private void simulate(long seed) {
    if (simulated++ % PER_PAGE == 0) {
      page = openHarness();
    }
    @SuppressWarnings("unchecked")
    Map<String, Object> outcome = (Map<String, Object>) page.evaluate(
      "async seed => (await import('/test/js/simulation/simulation.js')).simulate(seed)", (double) seed);
    seconds += number(outcome.get("seconds"));
    heard += number(outcome.get("heardSeconds"));
    ((Map<?, ?>) outcome.get("moments")).forEach((kind, times) -> moments.merge(kind.toString(), (int) number(times), Integer::sum));
    ((Map<?, ?>) outcome.get("most")).forEach((kind, number) -> most.merge(kind.toString(), number(number), Double::max));
    List<?> violations = (List<?>) outcome.get("violations");
    if (!violations.isEmpty()) {
      failures.add("seed " + seed + ", alone with ./run.sh test -Dtest=PageSimulationTest -Dpage.seeds=1 -Dpage.seed=" + seed + ": "
        + violations + "\n" + lines((List<?>) outcome.get("log")));
    }
  }

  @SuppressWarnings("unchecked")
  private List<String> kinds() {
    return (List<String>) page.evaluate(
      "async () => { const { MOMENTS, SEEN } = await import('/test/js/simulation/moments.js'); return Object.keys({ ...MOMENTS, ...SEEN }); }");
  }

  private static String lines(List<?> log) {
    return String.join("\n", log.stream().map(line -> "    " + line).toList());
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }
}
