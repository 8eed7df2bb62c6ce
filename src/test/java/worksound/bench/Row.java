package worksound.bench;

import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * One line of the table.
 *
 * @param what         what is measured
 * @param figure       its value
 * @param unit         of figure and baseline
 * @param baselineName what it is held against, null for nothing
 * @param baseline     that one's value, null likewise
 * @param target       what is to be reached, null where it is only told
 * @param met          whether it is, null likewise
 * @param note         what explains the figure, empty for nothing
 */
record Row(String what, double figure, String unit, String baselineName, Double baseline, String target, Boolean met, String note) {

  /** A figure that stands alone. */
  static Row of(String what, double figure, String unit) {
    return new Row(what, figure, unit, null, null, null, null, "");
  }

  /** With what it is held against, in the same unit. */
  Row against(String name, double value) {
    return new Row(what, figure, unit, name, value, target, met, note);
  }

  /** With what is to be reached. */
  Row target(String words, boolean isMet) {
    return new Row(what, figure, unit, baselineName, baseline, words, isMet, note);
  }

  /** With what explains it. */
  Row note(String words, Object... values) {
    return new Row(what, figure, unit, baselineName, baseline, target, met, String.format(Locale.ROOT, words, values));
  }

  /** Figure over baseline, null without one. */
  Double ratio() {
    return baseline == null ? null : figure / baseline;
  }

  JsonObject json() {
    return new JsonObject().put("what", what).put("figure", figure).put("unit", unit).put("baseline_name", baselineName)
      .put("baseline", baseline).put("ratio", ratio()).put("target", target).put("met", met).put("note", note);
  }

  /** As a line of a Markdown table. */
  String markdown() {
    String held = baseline == null ? "–" : number(baseline) + " " + unit + " (" + baselineName + ")";
    return "| " + String.join(" | ", what, number(figure) + " " + unit, held, ratio() == null ? "–" : number(ratio()) + " ×",
      target == null ? "–" : target, met == null ? "reported" : met ? "met" : "**missed**", note) + " |";
  }

  /** Three figures that count. */
  private static String number(double value) {
    double magnitude = Math.abs(value);
    String pattern = magnitude >= 100 ? "%.0f" : magnitude >= 10 ? "%.1f" : magnitude >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, pattern, value);
  }
}
