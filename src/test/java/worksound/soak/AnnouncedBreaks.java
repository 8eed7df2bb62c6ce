package worksound.soak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import worksound.page.TimeMap;

/**
 * The breaks in the music's time that a page's console announces: repetitions of its newest segment, and jumps to a late one. Times
 * are seconds on the page's audio clock.
 */
final class AnnouncedBreaks {

  private static final Pattern FIRST = Pattern.compile("segment (\\d+) will be heard at ([\\d.]+) s from (-?[\\d.]+) s");
  private static final Pattern SEAM = Pattern.compile("seam \\d+→(\\d+) planned: (\\w+), fade ([\\d.]+) s at ([\\d.]+) s into (-?[\\d.]+) s"
    + "(?:.*?(-?[\\d.]+) s left out)?");
  private static final Pattern BRIDGE = Pattern.compile("bridge (\\d+) (pass \\d+) planned: fade ([\\d.]+) s at ([\\d.]+) s into (-?[\\d.]+) s");
  private static final Pattern STARTED = Pattern.compile("(bridge \\d+ pass \\d+|segment \\d+ playback) started at");

  private final Map<Integer, Double> zeros = new HashMap<>();
  private final List<Break> breaks = new ArrayList<>();
  private final Set<String> started = new HashSet<>();
  private int linesRead;
  private double musicZero = Double.NaN;

  /**
   * A break that was planned. One that is not heard yet may still be given up, for the segment it waits for.
   *
   * @param name what the console calls it when it is heard
   * @param at   when its fade begins
   * @param fade seconds
   * @param jump frames by which the music is elsewhere on the tape after it, within 2 ms
   */
  record Break(String name, double at, double fade, long jump) {

    /** The fade's ends lie somewhere in a window. */
    private static final double SLACK_SECONDS = 0.12;

    /** Whether its fade is heard from one moment to another. */
    boolean holds(double from, double to) {
      return from > at - SLACK_SECONDS && to < at + fade + SLACK_SECONDS;
    }

    /** Whether it was to be heard before this moment. */
    boolean isOver(double clock) {
      return at + fade + SLACK_SECONDS < clock;
    }
  }

  /** Takes what has been said since the last time. @param console all of it, from the beginning */
  void read(List<String> console) {
    for (; linesRead < console.size(); linesRead++) {
      readLine(console.get(linesRead));
    }
  }

  private void readLine(String line) {
    Matcher found = FIRST.matcher(line);
    if (found.find()) {
      double zero = seconds(found, 2) - seconds(found, 3);
      zeros.put(Integer.valueOf(found.group(1)), zero);
      musicZero = Double.isNaN(musicZero) ? zero : musicZero;
    } else if ((found = BRIDGE.matcher(line)).find()) {
      double zero = seconds(found, 4) - seconds(found, 5);
      Double before = zeros.put(Integer.valueOf(found.group(1)), zero);
      breaks.add(new Break("bridge " + found.group(1) + " " + found.group(2), seconds(found, 4), seconds(found, 3),
        Math.round(((before == null ? zero : before) - zero) * TimeMap.RATE)));
    } else if ((found = SEAM.matcher(line)).find()) {
      zeros.put(Integer.valueOf(found.group(1)), seconds(found, 4) - seconds(found, 5));
      if (found.group(6) != null) {
        breaks.add(new Break("segment " + found.group(1) + " playback", seconds(found, 4), seconds(found, 3),
          Math.round(seconds(found, 6) * TimeMap.RATE)));
      }
    } else if ((found = STARTED.matcher(line)).find()) {
      started.add(found.group(1));
    }
  }

  private static double seconds(Matcher found, int group) {
    return Double.parseDouble(found.group(group));
  }

  /** When the first segment's first sample sounded, or would have; NaN before it is announced. */
  double musicZero() {
    return musicZero;
  }

  /** All that were planned so far. */
  List<Break> planned() {
    return breaks;
  }

  /** Those of which the console says that they were heard. */
  List<Break> heard() {
    return breaks.stream().filter(each -> started.contains(each.name)).toList();
  }
}
