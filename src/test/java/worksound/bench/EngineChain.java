package worksound.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import worksound.engine.render.Clip;
import worksound.engine.render.TestRenderer;
import worksound.engine.tone.Presets;
import worksound.engine.tone.Tone;

/** Minutes of the default prompt as production makes them: segments of 60 s, each continued from the last 15 s of the one before. */
final class EngineChain {

  private static final double SECONDS = 60;
  private static final double OVERLAP = 15;
  private static final int SEGMENTS = 12;

  private EngineChain() {
  }

  /** How much moves in it, and that nothing of it startles. @param folder for files meanwhile */
  static List<Row> rows(Path folder) {
    TestRenderer renderer = new TestRenderer(folder);
    String prompt = Presets.withDefault().get(Presets.DEFAULT);
    List<Tone> tones = new ArrayList<>();
    Clip last = renderer.compose(prompt, 1, SECONDS);
    for (int segment = 1; segment <= SEGMENTS; segment++) {
      tones.add(Tone.of(last.left(), last.right()));
      last = renderer.repaint(prompt, 1 + segment, last.seed(OVERLAP, SECONDS), OVERLAP);
    }
    double range = tones.stream().mapToDouble(Tone::range).average().orElseThrow();
    double jump = most(tones, Tone::jump);
    double onset = most(tones, Tone::onset);
    String minutes = String.format(Locale.ROOT, "a chain of %d segments, ", SEGMENTS);
    return List.of(Row.of(minutes + "from soft to full", range, "dB").target("6 to 10 dB", range >= 6 && range <= 10).note("default prompt"),
      Row.of(minutes + "loudness jump within a second", jump, "LU").target("≤ 4 LU", jump <= 4),
      Row.of(minutes + "onset over its surroundings", onset, "dB").target("≤ 8 dB", onset <= 8));
  }

  private static double most(List<Tone> tones, ToDoubleFunction<Tone> figure) {
    return tones.stream().mapToDouble(figure).max().orElseThrow();
  }
}
