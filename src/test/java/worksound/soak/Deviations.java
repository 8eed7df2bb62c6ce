package worksound.soak;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What should not have been heard: the first of it, for one fault may make a hundred others. */
final class Deviations {

  private static final int MOST = 100;

  private final List<Deviation> all = new ArrayList<>();

  /** Takes one in. @param words a format, with its arguments */
  void add(Deviation.Kind kind, double atSeconds, String words, Object... arguments) {
    if (all.size() < MOST) {
      all.add(new Deviation(kind, atSeconds, String.format(Locale.ROOT, words, arguments)));
    }
  }

  Deviations copy() {
    Deviations copy = new Deviations();
    copy.all.addAll(all);
    return copy;
  }

  /** All, by their time. */
  List<Deviation> inOrder() {
    return all.stream().sorted(Comparator.comparingDouble(Deviation::atSeconds)).toList();
  }
}
