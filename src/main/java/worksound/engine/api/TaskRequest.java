package worksound.engine.api;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import worksound.engine.api.form.Fields;

/**
 * A task as it was asked for, with ACE-Step's defaults for what was left out.
 *
 * @param prompt        words for the music
 * @param lyrics        sung text
 * @param task          such as {@code text2music}
 * @param format        audio format by ACE-Step's name
 * @param batch         number of pieces wanted
 * @param seconds       length, 0 or less for automatic
 * @param seed          seed as text, or null for a random one
 * @param bpm           tempo, 0 for what the prompt says
 * @param key           key such as "D minor", empty for what the prompt says
 * @param from          second at which repainting starts
 * @param to            second at which it ends, 0 or less for the end
 * @param repaintMode   {@code conservative}, {@code balanced} or {@code aggressive}
 * @param strength      of a balanced repaint, 0 to 1
 * @param source        uploaded audio, or null
 */
record TaskRequest(String prompt, String lyrics, String task, String format, int batch, double seconds, String seed, int bpm, String key,
                   double from, double to, String repaintMode, double strength, Path source) {

  private static final int DEFAULT_BATCH = 2;

  /**
   * Reads a task.
   *
   * @param raw      fields as sent
   * @param uploaded uploaded audio, or null
   * @param nowhere  path of no file, for a source that is named by a path
   * @throws HttpFailure              when a source path is not allowed
   * @throws IllegalArgumentException when an enumerated field has a value that ACE-Step's model refuses
   */
  static TaskRequest read(JsonObject raw, Path uploaded, Path nowhere) {
    Fields fields = new Fields(raw);
    fields.choice("lm_backend", "vllm", List.of("vllm", "pt", "mlx"));
    fields.choice("chunk_mask_mode", "auto", List.of("explicit", "auto"));
    double strength = fields.number("repaint_strength", 0.5);
    if (strength < 0 || strength > 1) {
      throw new IllegalArgumentException("repaint_strength is " + strength + ", expected 0 to 1");
    }
    return new TaskRequest(fields.text("prompt", ""), fields.text("lyrics", ""), fields.text("task_type", "text2music"),
      fields.text("audio_format", "mp3"), fields.whole("batch_size", DEFAULT_BATCH), fields.number("audio_duration", 0), seed(raw, fields),
      fields.whole("bpm", 0), fields.text("key_scale", ""), fields.number("repainting_start", 0), fields.number("repainting_end", -1),
      fields.choice("repaint_mode", "balanced", List.of("conservative", "balanced", "aggressive")), strength,
      uploaded != null ? uploaded : sourcePath(fields, nowhere));
  }

  private static String seed(JsonObject raw, Fields fields) {
    if (raw.getValue("seed") instanceof Double fraction && fraction % 1 != 0) {
      throw new IllegalArgumentException("seed is " + fraction + ", expected a whole number");
    }
    return fields.flag("use_random_seed", true) ? null : fields.text("seed", "-1").strip();
  }

  private static Path sourcePath(Fields fields, Path nowhere) {
    String path = fields.text("src_audio_path", "").strip();
    if (path.isEmpty()) {
      return null;
    }
    if (path.startsWith("/") || path.startsWith("\\") || path.matches("[A-Za-z]:.*")) {
      throw new HttpFailure(400, "absolute audio file paths are not allowed");
    }
    if (List.of(path.split("[/\\\\]")).contains("..")) {
      throw new HttpFailure(400, "path traversal in audio file paths is not allowed");
    }
    // Whatever a client names, only what it uploads is read.
    return nowhere;
  }
}
