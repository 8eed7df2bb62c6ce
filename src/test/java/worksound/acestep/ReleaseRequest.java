package worksound.acestep;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The body of {@code POST /release_task}, read by the real server's rules: aliases, nested objects, numbers and booleans as text, and a
 * default in place of whatever cannot be parsed.
 */
public final class ReleaseRequest {

  private static final int MAX_PART_BYTES = 1 << 20;
  private static final Set<String> TRUE = Set.of("1", "true", "yes", "y", "on");
  private static final Map<String, List<String>> ALIASES = Map.of(
    "prompt", List.of("prompt", "caption"),
    "audio_duration", List.of("audio_duration", "duration", "target_duration", "audioDuration", "targetDuration"),
    "model", List.of("model", "model_name", "modelName", "dit_model"),
    "task_type", List.of("task_type", "taskType"),
    "src_audio_path", List.of("src_audio_path", "ctx_audio_path", "srcAudioPath", "ctxAudioPath"),
    "key_scale", List.of("key_scale", "keyscale", "keyScale", "key"));
  private static final Map<String, Set<String>> ENUMS = Map.of(
    "lm_backend", Set.of("vllm", "pt", "mlx"),
    "repaint_mode", Set.of("conservative", "balanced", "aggressive"),
    "chunk_mask_mode", Set.of("auto", "explicit"));

  private final Map<String, Object> fields;
  private volatile Buffer upload;

  private ReleaseRequest(Map<String, Object> fields, Buffer upload) {
    this.fields = fields;
    this.upload = upload;
  }

  static ReleaseRequest parse(Call call, boolean old) {
    if (call.isMultipart() && !call.hasBoundary()) {
      throw Refusal.detail(400, "Missing boundary in multipart.");
    }
    if (!call.isForm()) {
      return new ReleaseRequest(json(call, old), null);
    }
    if (old) {
      throw Refusal.crash();
    }
    if (call.isMultipart() && call.form().values().stream().anyMatch(value -> value.toString().length() > MAX_PART_BYTES)) {
      throw Refusal.detail(400, "Part exceeded maximum size of 1024KB.");
    }
    Buffer upload = call.files().getOrDefault("src_audio", call.files().get("ctx_audio"));
    return new ReleaseRequest(new HashMap<>(call.form()), upload);
  }

  private static Map<String, Object> json(Call call, boolean old) {
    String text = call.body().toString();
    if (!call.isJson() && !text.stripLeading().startsWith("{")) {
      throw Refusal.detail(415, "Unsupported Content-Type: " + call.mediaType()
        + "; use application/json, application/x-www-form-urlencoded, or multipart/form-data");
    }
    try {
      if (Json.decodeValue(text) instanceof JsonObject object) {
        return object.getMap();
      }
    } catch (DecodeException e) {
      throw !call.isJson() ? Refusal.detail(400, "Invalid JSON body (hint: check quotes and escapes)")
        : old ? Refusal.crash() : Refusal.detail(400, "Malformed JSON payload");
    }
    throw Refusal.detail(400, "JSON payload must be an object");
  }

  /** Refuses what the real server's typed request object refuses: by a crash. Paths are checked on NEW only. */
  void validate(boolean old) {
    ENUMS.forEach((name, allowed) -> {
      Object value = raw(name);
      if (value != null && !allowed.contains(value.toString()) && (!old || name.equals("lm_backend"))) {
        throw Refusal.crash();
      }
    });
    if (!old && raw("seed") instanceof Number seed && seed.doubleValue() != Math.rint(seed.doubleValue())) {
      throw Refusal.crash();
    }
    String path = text("src_audio_path", "");
    if (!old && path.startsWith("/")) {
      throw Refusal.detail(400, "absolute audio file paths are not allowed");
    }
    if (!old && List.of(path.split("/")).contains("..")) {
      throw Refusal.detail(400, "path traversal in audio file paths is not allowed");
    }
  }

  /** The value of the first alias that is present, at the top, in {@code param_obj} or in {@code metas}; null when there is none. */
  public Object raw(String name) {
    for (String alias : ALIASES.getOrDefault(name, List.of(name))) {
      for (Map<String, Object> level : List.of(fields, nested("param_obj"), nested("metas"))) {
        if (level.get(alias) != null) {
          return level.get(alias);
        }
      }
    }
    return null;
  }

  private Map<String, Object> nested(String name) {
    Object value = fields.get(name);
    try {
      Object decoded = value instanceof String text ? Json.decodeValue(text) : value;
      return decoded instanceof Map<?, ?> || decoded instanceof JsonObject ? new JsonObject(Json.encode(decoded)).getMap() : Map.of();
    } catch (DecodeException unusable) {
      return Map.of();
    }
  }

  public String text(String name, String otherwise) {
    Object value = raw(name);
    return value == null ? otherwise : value.toString();
  }

  /** The number, or {@code otherwise} when there is none that a Python {@code float()} would take. */
  public double number(String name, double otherwise) {
    try {
      return Double.parseDouble(text(name, "").trim());
    } catch (NumberFormatException defaulted) {
      return otherwise;
    }
  }

  public boolean flag(String name, boolean otherwise) {
    Object value = raw(name);
    return value == null ? otherwise : TRUE.contains(value.toString().trim().toLowerCase(Locale.ROOT));
  }

  public String taskType() {
    return text("task_type", "text2music");
  }

  public boolean isRepaint() {
    return taskType().equals("repaint");
  }

  public boolean thinking() {
    return flag("thinking", false);
  }

  public int batchSize() {
    return (int) Math.max(1, number("batch_size", 2));
  }

  /** Seconds, or −1 when the server is to choose. */
  public double duration() {
    double seconds = number("audio_duration", -1);
    return seconds > 0 ? seconds : -1;
  }

  /** The uploaded source as it came; null when there is none, or when eight tasks have followed. */
  public Buffer upload() {
    return upload;
  }

  /** Frees the memory of the upload; the task must have ended. */
  void forgetUpload() {
    upload = null;
  }

  /** Equal for equal parameters and uploads: the server names its files by it. */
  String fingerprint() {
    return new TreeMap<>(fields) + " " + (upload == null ? 0 : Arrays.hashCode(upload.getBytes()));
  }
}
