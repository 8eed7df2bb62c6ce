package worksound.engine.tone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import worksound.engine.render.TestRenderer;

/** Every preset is a place of its own. */
class PresetConfusionTest {

  private static final int SEEDS = 5;
  private static final double SECONDS = 30;
  private static final double TOLD_APART = 0.95;

  @TempDir
  Path folder;

  @Tag("long")
  @Test
  void fiveSeedsOfEachPresetAreKnownByItsOtherFour() {
    Map<String, List<double[]>> all = new LinkedHashMap<>();
    Presets.in("en").forEach((name, prompt) -> {
      List<double[]> takes = new ArrayList<>();
      for (int seed = 1; seed <= SEEDS; seed++) {
        takes.add(Features.of(new TestRenderer(folder).compose(prompt, seed, SECONDS)));
      }
      all.put(name, takes);
    });
    List<String> confused = new ArrayList<>();
    all.forEach((name, takes) -> {
      for (int i = 0; i < SEEDS; i++) {
        String heard = Features.nearest(takes.get(i), without(all, name, i));
        if (!heard.equals(name)) {
          confused.add(name + " " + (i + 1) + " for " + heard);
        }
      }
    });
    assertThat(1 - (double) confused.size() / (SEEDS * all.size())).as("taken for another: " + confused).isGreaterThanOrEqualTo(TOLD_APART);
  }

  private static Map<String, List<double[]>> without(Map<String, List<double[]>> all, String name, int take) {
    Map<String, List<double[]>> rest = new LinkedHashMap<>(all);
    List<double[]> others = new ArrayList<>(all.get(name));
    others.remove(take);
    rest.put(name, others);
    return rest;
  }
}
