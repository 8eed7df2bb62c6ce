package worksound.engine.api;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import worksound.engine.repaint.PromptAndSeed;
import worksound.engine.studio.RenderException;
import worksound.engine.studio.RenderTask;

/** Decides what a task means for the synthesizer, and refuses in words what it cannot do. */
final class TaskPlanner {

  private static final double AUTOMATIC_SECONDS = 120;
  private static final double LONGEST_SECONDS = 600;
  private static final double CONSERVATIVE_FADE = 0.05;

  private TaskPlanner() {
  }

  /** The number to seed {@code request} with: its own, or a random one. */
  static long seed(TaskRequest request) {
    if (request.seed() != null) {
      try {
        long seed = Long.parseLong(request.seed().split(",")[0].strip());
        if (seed >= 0) {
          return seed;
        }
      } catch (NumberFormatException e) {
        // As ACE-Step does: a seed that is no number is a random one.
        return random();
      }
    }
    return random();
  }

  private static long random() {
    return ThreadLocalRandom.current().nextLong(1L << 32);
  }

  /** What is to be recorded for {@code request}. */
  static RenderTask plan(TaskRequest request, long seed) throws RenderException {
    refuseFormats(request);
    PromptAndSeed direction = new PromptAndSeed(words(request), seed);
    boolean floats = request.format().equals("wav32");
    if (request.task().equals("text2music")) {
      double seconds = request.seconds() > 0 ? request.seconds() : AUTOMATIC_SECONDS;
      if (seconds > LONGEST_SECONDS) {
        throw new RenderException("audio_duration is " + seconds + ", expected at most " + LONGEST_SECONDS + " seconds");
      }
      return new RenderTask(direction, seconds, null, 0, -1, 0, floats);
    }
    if (request.source() == null) {
      throw new RenderException("Task 'repaint' requires source audio");
    }
    double end = request.to() > 0 ? request.to() : -1;
    if (end > LONGEST_SECONDS) {
      throw new RenderException("repainting_end is " + end + ", expected at most " + LONGEST_SECONDS + " seconds");
    }
    return new RenderTask(direction, 0, request.source(), request.from(), end, fade(request), floats);
  }

  private static void refuseFormats(TaskRequest request) throws RenderException {
    if (!List.of("text2music", "repaint").contains(request.task())) {
      throw new RenderException("task_type is \"" + request.task() + "\"; the built-in synthesizer can do text2music and repaint only");
    }
    if (!List.of("wav", "wav32").contains(request.format())) {
      throw new RenderException("audio_format is \"" + request.format() + "\"; the built-in synthesizer writes wav and wav32 only");
    }
    if (request.batch() > 1) {
      throw new RenderException("batch_size is " + request.batch() + "; the built-in synthesizer makes one piece at a time");
    }
  }

  /** Seconds over which the server pastes the source back, by ACE-Step's rule for each mode. */
  private static double fade(TaskRequest request) {
    return switch (request.repaintMode()) {
      case "conservative" -> CONSERVATIVE_FADE;
      case "balanced" -> CONSERVATIVE_FADE * (1 - request.strength());
      default -> 0;
    };
  }

  private static String words(TaskRequest request) {
    String tempo = request.bpm() > 0 ? ", " + request.bpm() + " bpm" : "";
    String key = request.key().isBlank() ? "" : ", " + request.key();
    return request.prompt() + tempo + key;
  }
}
