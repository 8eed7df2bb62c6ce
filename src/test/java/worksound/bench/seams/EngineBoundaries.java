package worksound.bench.seams;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import worksound.audio.analysis.boundary.BoundaryMeter;
import worksound.engine.render.Clip;
import worksound.engine.render.TestRenderer;
import worksound.testing.Parallel;

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
  public static List<Double> scores(Path folder) throws Exception {
    List<Callable<List<Double>>> chains = new ArrayList<>();
    for (int i = 0; i < PROMPTS.size(); i++) {
      int number = i;
      chains.add(() -> chain(Files.createDirectory(folder.resolve(Integer.toString(number))), number));
    }
    return Parallel.all(chains).stream().flatMap(List::stream).toList();
  }

  private static List<Double> chain(Path folder, int number) {
    TestRenderer renderer = new TestRenderer(folder);
    List<Double> scores = new ArrayList<>();
    Clip last = renderer.compose(PROMPTS.get(number), number, SECONDS);
    for (int segment = 0; segment < SEGMENTS; segment++) {
      String prompt = PROMPTS.get(segment < SEGMENTS - 1 ? number : (number + 1) % PROMPTS.size());
      last = renderer.repaint(prompt, number + segment, last.seed(OVERLAP, SECONDS), OVERLAP);
      BoundaryMeter meter = new BoundaryMeter(Music.RATE, (long) (OVERLAP * Music.RATE));
      meter.add(new float[][] {last.left(), last.right()}, 0, last.frames());
      scores.add(meter.measure().score());
    }
    return scores;
  }
}
