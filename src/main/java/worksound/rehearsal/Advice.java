package worksound.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import worksound.config.GateConfig;
import worksound.messages.Measurements.Seam;

/** What to change in {@code acestep.params}, from what a rehearsal has measured. Pure. */
final class Advice {

  /** Slower than this and any hitch is heard, in seconds of new music per second of generation. */
  private static final double COMFORTABLE = 1.2;
  /** What fewer steps aim at. */
  private static final double WANTED = 1.5;
  /** Fewer steps than this of a model that is not distilled are heard. */
  private static final int LEAST_STEPS = 25;
  /** Boundaries above this, on the whole, are more likely breaks than not; in bits. */
  private static final double ROUGH_BITS = 1;
  private static final String TURBO = "\"model\": \"acestep-v15-turbo\", \"inference_steps\": 8, \"guidance_scale\": 1.0, \"shift\": 3.0";

  private final List<Rehearsed> made;
  private final Map<String, Object> params;
  private final GateConfig gate;
  private final List<String> lines = new ArrayList<>();

  /** @param params what the segments were made with */
  private Advice(List<Rehearsed> made, Map<String, Object> params, GateConfig gate) {
    this.made = made;
    this.params = params;
    this.gate = gate;
  }

  /** One line for each thing to change, and one that says so when there is none. */
  static List<String> of(List<Rehearsed> made, Map<String, Object> params, GateConfig gate) {
    Advice advice = new Advice(made, params, gate);
    advice.onSpeed();
    advice.onHead();
    advice.onBoundary();
    return advice.lines.isEmpty() ? List.of("nothing to change in acestep.params") : advice.lines;
  }

  private void onSpeed() {
    double factor = median(Rehearsed::realtimeFactor);
    if (factor >= COMFORTABLE) {
      if (made.get(0).realtimeFactor() < 1 && Boolean.TRUE.equals(params.get("thinking"))) {
        add("\"thinking\": false", "the first segment took longer to make than to play, and only that one needs the language model");
      }
      return;
    }
    String slow = String.format(Locale.ROOT, "%.2f × real time is too slow to play without a break", factor);
    int steps = params.get("inference_steps") instanceof Number number ? (int) (number.doubleValue() * factor / WANTED) : 0;
    if (isTurbo()) {
      lines.add(slow + ", and there is no faster model: use another GPU, or one that nothing else uses");
    } else if (steps >= LEAST_STEPS) {
      add("\"inference_steps\": " + steps, slow);
    } else {
      add(TURBO, slow);
    }
  }

  /** The overlap should come back as it was sent. */
  private void onHead() {
    double worst = made.stream().map(each -> each.figures().seam()).filter(Objects::nonNull).mapToDouble(Seam::correlation).min().orElse(1);
    if (worst < gate.minCorrelation()) {
      String why = String.format(Locale.ROOT, "the overlap came back changed (correlation %.3f)", worst);
      if ("aggressive".equals(params.get("repaint_mode"))) {
        add("\"repaint_mode\": \"balanced\"", why);
      } else {
        lines.add(why + ": update ACE-Step on the GPU host (git pull, uv sync)");
      }
    }
  }

  private void onBoundary() {
    double score = median(each -> each.boundary() == null ? 0 : each.boundary().score());
    boolean breaks = made.stream().anyMatch(each -> each.boundary() != null && each.boundary().score() > gate.maxBoundaryScore());
    if (!breaks && score <= ROUGH_BITS) {
      return;
    }
    String why = String.format(Locale.ROOT, "new music does not follow smoothly (%.1f bits at the boundary%s); rehearse again and compare", score,
      breaks ? ", and one breaks off" : "");
    if (!"conservative".equals(params.get("repaint_mode"))) {
      add("\"repaint_mode\": \"conservative\"", why);
    } else if (params.get("guidance_scale") instanceof Number scale && scale.doubleValue() > 4 && !isTurbo()) {
      add("\"guidance_scale\": 4", why);
    } else {
      lines.add(why + ", or try another prompt");
    }
  }

  private boolean isTurbo() {
    return String.valueOf(params.get("model")).contains("turbo");
  }

  private void add(String change, String why) {
    lines.add("acestep.params: " + change + " – " + why);
  }

  /** Of the repaints, which are what goes on for hours; of the first segment when there is nothing else. */
  private double median(ToDoubleFunction<Rehearsed> value) {
    double[] sorted = made.stream().filter(each -> made.size() == 1 || each.isRepaint()).mapToDouble(value).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
