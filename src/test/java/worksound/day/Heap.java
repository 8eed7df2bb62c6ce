package worksound.day;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What stays on the heap after collection, in the course of a day. */
final class Heap {

  private static final int LOOKS = 40;
  private static final double WARM_UP = 0.2;
  private static final double TOLERANCE = 0.05;

  private final int segments;
  private final List<Long> bytes = new ArrayList<>(LOOKS + 1);

  /** @param segments that the day has */
  Heap(int segments) {
    this.segments = segments;
  }

  /** Measures when it is time to. @param segment how many there were so far */
  void look(int segment) {
    if (segment >= segments * (WARM_UP + (1 - WARM_UP) * bytes.size() / LOOKS)) {
      System.gc();
      bytes.add(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
  }

  void assertLevel(long seed) {
    assertThat(last() / first()).as("heap in the last quarter against the first, seed " + seed + ", " + this).isLessThan(1 + TOLERANCE);
  }

  private double first() {
    return least(0, bytes.size() / 4);
  }

  private double last() {
    return least(bytes.size() - bytes.size() / 4, bytes.size());
  }

  /** What is under way at a look, an examination above all, only adds to what stays. */
  private double least(int from, int to) {
    return bytes.subList(from, to).stream().mapToLong(Long::longValue).min().orElse(0);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "heap after collection: %.2f MB in the first quarter, %.2f MB in the last", first() / 1e6, last() / 1e6);
  }
}
