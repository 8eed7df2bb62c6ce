package worksound.bench.seams;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import worksound.audio.analysis.boundary.BoundaryMeter;
import worksound.engine.render.Clip;
import worksound.engine.render.TestRenderer;

/** The boundaries that the built-in engine makes, by prompts of all sorts; at the last of each chain the prompt changes. */
public final class EngineBoundaries {

  private static final List<String> PROMPTS = List.of(
    "instrumental ambient focus music, smooth continuous texture, no vocals, stable rhythm", "lofi beat with rain, 90 bpm",
    "ocean, strings and choir, slow", "guitar and music box, fire, wind", "calm piano and pads, 80 bpm", "fast drums and bass, 140 bpm");
  private static final double SECONDS = 24;
  private static final double OVERLAP = 15;
  private static final int SEGMENTS = 3;

  private EngineBoundaries() {
  }

  /** Scores in bits of every boundary. @param folder for files meanwhile */
  public static List<Double> scores(Path folder) throws IOException {
    TestRenderer renderer = new TestRenderer(folder);
    List<Double> scores = new ArrayList<>();
    for (int i = 0; i < PROMPTS.size(); i++) {
      Clip last = renderer.compose(PROMPTS.get(i), i, SECONDS);
      for (int segment = 0; segment < SEGMENTS; segment++) {
        String prompt = PROMPTS.get(segment < SEGMENTS - 1 ? i : (i + 1) % PROMPTS.size());
        last = renderer.repaint(prompt, i + segment, last.seed(OVERLAP, SECONDS), OVERLAP);
        BoundaryMeter meter = new BoundaryMeter(Music.RATE, (long) (OVERLAP * Music.RATE));
        meter.add(new float[][] {last.left(), last.right()}, 0, last.frames());
        scores.add(meter.measure().score());
      }
    }
    return scores;
  }
}
