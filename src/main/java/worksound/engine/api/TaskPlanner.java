package worksound.engine.api;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import worksound.engine.render.RenderTask;
import worksound.engine.repaint.PromptAndSeed;

/** What a task means for the synthesizer. Parameters of ACE-Step that mean nothing to it are passed over. */
final class TaskPlanner {

  private static final double LONGEST_SECONDS = 600;
  private static final double CONSERVATIVE_FADE = 0.05;

  private TaskPlanner() {
  }

  /**
   * What is to be recorded.
   *
   * @param source uploaded audio to go on from, or null
   * @throws HttpFailure when a field asks for what the synthesizer cannot do
   */
  static RenderTask plan(Fields fields, Path source) {
    if (!fields.text("task_type", "").equals(source == null ? "text2music" : "repaint")) {
      throw fields.refusal("task_type", "text2music, or repaint with src_audio");
    }
    if (fields.whole("batch_size", 0) != 1) {
      throw fields.refusal("batch_size", "1");
    }
    boolean floats = fields.choice("audio_format", "", List.of("wav", "wav32")).equals("wav32");
    PromptAndSeed direction = new PromptAndSeed(words(fields), seed(fields));
    if (source == null) {
      return new RenderTask(direction, fields.number("audio_duration", 0, 0.1, LONGEST_SECONDS), null, 0, -1, 0, floats);
    }
    double from = fields.number("repainting_start", 0, 0, LONGEST_SECONDS);
    double to = fields.number("repainting_end", -1, -1, LONGEST_SECONDS);
    return new RenderTask(direction, 0, source, from, to > 0 ? to : -1, fade(fields), floats);
  }

  /** What was asked for, or a random one. */
  private static long seed(Fields fields) {
    long seed = fields.flag("use_random_seed", true) ? -1 : fields.whole("seed", -1);
    return seed < 0 ? ThreadLocalRandom.current().nextLong(1L << 32) : seed;
  }

  /** Seconds over which the source is pasted back, by ACE-Step's rule for each mode. */
  private static double fade(Fields fields) {
    double strength = fields.number("repaint_strength", 0.5, 0, 1);
    return switch (fields.choice("repaint_mode", "balanced", List.of("conservative", "balanced", "aggressive"))) {
      case "conservative" -> CONSERVATIVE_FADE;
      case "balanced" -> CONSERVATIVE_FADE * (1 - strength);
      default -> 0;
    };
  }

  private static String words(Fields fields) {
    long bpm = fields.whole("bpm", 0);
    String key = fields.text("key_scale", "");
    return fields.text("prompt", "") + (bpm > 0 ? ", " + bpm + " bpm" : "") + (key.isBlank() ? "" : ", " + key);
  }
}
