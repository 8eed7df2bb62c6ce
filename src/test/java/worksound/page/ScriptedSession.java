package worksound.page;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The session of a {@link ScriptedServer}: generates one segment after the other as its script says, keeps one ahead of what was
 * delivered, deletes what is older than the last delivered. All methods run on the server's event loop.
 */
final class ScriptedSession {

  private static final JsonObject SEAM = new JsonObject().put("lag_samples", 0).put("correlation", 1.0).put("gain_db", 0.0)
    .put("residual_db", -48.3);

  private final Vertx vertx;
  private final Consumer<JsonObject> onChange;
  private final TreeSet<Integer> playable = new TreeSet<>();
  private final TreeSet<Integer> pieces = new TreeSet<>();
  private final Map<Integer, String> madeWith = new HashMap<>();
  private Script script;
  private long version;
  private int sessions;
  private String id;
  /** The one value that is also looked at from other threads. */
  private volatile int newest = -1;
  private int delivered = -1;
  private boolean pieceWanted;
  private boolean pieceFailed;
  private JsonObject generation;
  private JsonObject playback;
  private JsonObject error;
  private String prompt;
  private String pending;
  private Integer appliesFrom;
  private JsonObject resumable;
  private JsonObject engine = new JsonObject().put("kind", "builtin").putNull("host").put("reachable", true).putNull("finding")
    .put("findings", new JsonArray()).put("fell_back", false).putNull("note").putNull("explanation").putNull("model").putNull("lm_model").putNull("realtime_factor");

  ScriptedSession(Vertx vertx, Script script, Consumer<JsonObject> onChange) {
    this.vertx = vertx;
    this.script = script;
    this.onChange = onChange;
  }

  Script script() {
    return script;
  }

  String id() {
    return id;
  }

  String prompt() {
    return prompt;
  }

  boolean isInError() {
    return error != null;
  }

  boolean isPlayable(int index) {
    return playable.contains(index);
  }

  boolean everExisted(int index) {
    return index >= 0 && index <= newest;
  }

  void use(Script other) {
    script = other;
  }

  void start(String wanted) {
    id = "session" + ++sessions;
    resumable = null;
    prompt = wanted.isBlank() ? "default prompt" : wanted;
    generate(0);
  }

  void resume() {
    error = null;
    generate(newest + 1);
  }

  void stop() {
    forget();
    changed();
  }

  /** As a server that was killed and restarted, and had kept nothing. */
  void restart() {
    forget();
    version = 0;
    changed();
  }

  private void forget() {
    id = null;
    newest = -1;
    delivered = -1;
    generation = null;
    playback = null;
    error = null;
    prompt = null;
    pending = null;
    appliesFrom = null;
    playable.clear();
    pieces.clear();
    pieceWanted = false;
  }

  /** What is being generated is ready now, and things go on by this script. */
  void finish(Script other) {
    script = other;
    ready(id, newest + 1);
  }

  /** The task failed, and ACE-Step says this about it. */
  void fail(String words) {
    generation = null;
    error = new JsonObject().put("code", "task-failed").put("message", words).put("explanation", explanation("task-failed", words))
      .put("segment_index", newest + 1).put("at", Instant.now().toString());
    changed();
  }

  /** As a server that was killed and restarted: a session up to this segment can be resumed. */
  void keep(String prompt, int newest) {
    resumable = new JsonObject().put("session_id", "kept").put("prompt", prompt).put("segment_index", newest).putNull("heard");
    changed();
  }

  /** What generates, with these keys changed. */
  void engine(JsonObject changes) {
    engine = engine.copy().mergeIn(changes);
    changed();
  }

  /** What went wrong, without arguments. @param detail the words of ACE-Step, null for none */
  static JsonObject explanation(String code, String detail) {
    return new JsonObject().put("code", code).put("args", new JsonObject()).put("detail", detail);
  }

  /** What is done for the segment in the making. */
  static JsonObject phase(String code, String... models) {
    return new JsonObject().put("code", code).put("models", new JsonArray(List.of(models))).putNull("explanation");
  }

  /** What is being generated, with these keys changed. */
  void work(JsonObject changes) {
    generation = generation.copy().mergeIn(changes);
    changed();
  }

  int changePrompt(String wanted) {
    pending = wanted;
    appliesFrom = generation == null ? newest + 1 : newest + 2;
    changed();
    return appliesFrom;
  }

  /** Something else: it is made next. Returns the segment that it begins with. */
  int requestPiece() {
    pieceWanted = true;
    pieceFailed = false;
    if (generation == null) {
      generate(newest + 1);
    } else {
      changed();
    }
    return newest + (pieces.contains(newest + 1) ? 1 : 2);
  }

  boolean withdrawPiece() {
    boolean withdrawn = pieceWanted || pieces.remove(newest + 1);
    pieceWanted = false;
    changed();
    return withdrawn;
  }

  /** The new piece cannot be made, and the music that plays is gone on with. */
  void failPiece() {
    pieces.remove(newest + 1);
    pieceFailed = true;
    changed();
  }

  /** The WAV file of a segment, as it is served. */
  byte[] wav(int index) {
    return script.wav(index, pieces.headSet(index, true).size());
  }

  void report(JsonObject report) {
    playback = report.copy().put("reported_at", Instant.now().toString())
      .put("by", new JsonObject().put("kind", "page").putNull("name").putNull("local").putNull("listeners"));
    playback.remove("claim");
    playback.remove("session_id");
    changed();
  }

  /** The last byte of a segment has gone out. */
  void deliver(int index) {
    delivered = Math.max(delivered, index);
    playable.headSet(index).clear();
    if (generation == null && newest == delivered) {
      generate(newest + 1);
    }
    changed();
  }

  private void generate(int index) {
    String owner = id;
    if (pieceWanted && index > 0) {
      pieces.add(index);
      pieceWanted = false;
    }
    long millis = script.generationMillis().applyAsLong(index);
    generation = new JsonObject().put("segment_index", index).put("phase", phase("generating")).put("stage", "Generating music…")
      .put("progress", 0.42) .put("elapsed_seconds", 1.5).put("eta_seconds", 12.0).putNull("queue_position").put("attempt", 1).putNull("task_id").putNull("model")
      .putNull("lm_model").put("realtime_factor", 3.4);
    changed();
    if (millis >= 0) {
      vertx.setTimer(Math.max(1, millis), timer -> ready(owner, index));
    }
  }

  private void ready(String owner, int index) {
    if (!owner.equals(id) || generation == null) {
      return;
    }
    generation = null;
    newest = index;
    playable.add(index);
    if (appliesFrom != null && index >= appliesFrom) {
      prompt = pending;
      pending = null;
      appliesFrom = null;
    }
    madeWith.put(index, prompt);
    if (pieceWanted) {
      generate(newest + 1);
    } else {
      changed();
    }
  }

  private void changed() {
    version++;
    onChange.accept(snapshot());
  }

  JsonObject snapshot() {
    JsonArray segments = new JsonArray();
    playable.forEach(index -> segments.add(segment(index)));
    return new JsonObject().put("version", version).put("server_time", Instant.now().toString()).put("session_id", id)
      .put("state", state()).put("segment_index", newest < 0 ? null : newest).put("segments", segments)
      .put("segment", playable.isEmpty() ? null : segment(playable.last())).put("generation", generation)
      .put("prompt", new JsonObject().put("current", prompt).put("pending", pending)
        .put("applies_from_segment", appliesFrom).putNull("heard_in_seconds"))
      .put("playback", playback).putNull("heard")
      .put("timing", new JsonObject().put("segment_seconds", script.segmentSeconds())
        .put("overlap_seconds", script.overlapSeconds()).put("crossfade_seconds", script.crossfadeSeconds())
        .put("prefetch_seconds", 15.0).put("prefetch_max_seconds", 20.0))
      .put("engine", engine)
      .put("error", error).put("resumable", resumable).put("new_piece", newPiece()).putNull("renewal").putNull("paused");
  }

  private String state() {
    if (error != null) {
      return "error";
    }
    if (playback != null) {
      return playback.getString("state");
    }
    return id == null ? "idle" : "generating";
  }

  String etag(int index) {
    return "\"" + id + "-" + index + "\"";
  }

  private JsonObject newPiece() {
    if (pieceFailed) {
      return new JsonObject().put("state", "failed").put("segment_index", newest + 1).putNull("expected_seconds")
        .put("explanation", explanation("task-failed", null));
    }
    boolean made = generation != null && pieces.contains(newest + 1);
    return !pieceWanted && !made ? null : new JsonObject().put("state", made ? "generating" : "waiting")
      .put("segment_index", newest + (made ? 1 : 2)).put("expected_seconds", 30.0).putNull("explanation");
  }

  private JsonObject segment(int index) {
    boolean apart = index == 0 || pieces.contains(index);
    return new JsonObject().put("index", index).put("source_index", apart ? null : index - 1).put("prompt", madeWith.get(index))
      .put("seconds", script.segmentSeconds()).put("overlap_seconds", apart ? 0.0 : script.overlapSeconds())
      .put("join", index == 0 ? null : apart ? "crossfade" : "overlap")
      .put("sample_rate", Tape.RATE).put("bytes", 44 + script.segmentFrames() * 4).put("etag", etag(index))
      .put("seam", apart ? null : SEAM).put("gain_db", 0.0).put("gain_end_db", 0.0)
      .putNull("loudness_lufs").putNull("takes");
  }
}
