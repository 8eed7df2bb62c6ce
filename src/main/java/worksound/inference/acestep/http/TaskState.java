package worksound.inference.acestep.http;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import worksound.inference.failure.AcestepException;
import worksound.inference.failure.ErrorText;
import worksound.inference.failure.Problem;

/**
 * Where a task is, as {@code /query_result} tells.
 *
 * @param phase    what to make of it
 * @param stage    ACE-Step's own words
 * @param progress 0 to 1
 * @param file     where the WAV is, relative to the server; empty before success
 * @param model    DiT model that was used, null when not given
 * @param seed     random seed, null when not given
 * @param error    ACE-Step's words about a failure, cleaned; empty when it gives none
 */
public record TaskState(Phase phase, String stage, double progress, String file, String model, String seed, String error) {

  public enum Phase { QUEUED, RUNNING, SUCCEEDED, FAILED, LOST }

  private static final List<Integer> STATUSES = List.of(0, 1, 2);
  private static final int FAILED_STATUS = 2;
  private static final String QUEUED_STAGE = "queued";

  /** Whether it has not come to an end. */
  public boolean isAlive() {
    return phase == Phase.QUEUED || phase == Phase.RUNNING;
  }

  /**
   * Reads one entry of the answer; its {@code result} is JSON inside a JSON string.
   *
   * @throws AcestepException when it is not shaped like one
   */
  public static TaskState of(JsonObject entry) {
    int status = status(entry);
    JsonArray results = results(entry, status);
    if (results.isEmpty() || !(results.getValue(0) instanceof JsonObject first)) {
      return new TaskState(status == FAILED_STATUS ? Phase.FAILED : Phase.LOST, "", 0, "", null, null, "");
    }
    String stage = text(first, "stage");
    Phase phase = switch (status) {
      case 0 -> QUEUED_STAGE.equals(stage) ? Phase.QUEUED : Phase.RUNNING;
      case 1 -> Phase.SUCCEEDED;
      default -> Phase.FAILED;
    };
    String error = text(first, "error");
    if (phase == Phase.FAILED && error == null) {
      error = ErrorText.ifError(text(entry, "progress_text"));
    }
    double progress = first.getValue("progress") instanceof Number number ? number.doubleValue() : 0;
    return new TaskState(phase, stage == null ? "running" : ErrorText.clean(stage), Math.max(0, Math.min(1, progress)),
      first.getValue("file") instanceof String file ? file : "", text(first, "dit_model"), text(first, "seed_value"), ErrorText.clean(error));
  }

  private static int status(JsonObject entry) {
    Integer status = new AnswerFields("query_result", entry).whole("status");
    if (status == null || !STATUSES.contains(status)) {
      throw Problem.SERVER_ERROR.because("query_result: status is " + ErrorText.clean(String.valueOf(entry.getValue("status")))
        + ", expected 0, 1 or 2");
    }
    return status;
  }

  /** A task whose result the server itself cannot read has failed, and has none. */
  private static JsonArray results(JsonObject entry, int status) {
    if (decoded(entry.getValue("result", "[]")) instanceof JsonArray results) {
      return results;
    }
    if (status == FAILED_STATUS) {
      return new JsonArray();
    }
    throw Problem.SERVER_ERROR.because("query_result: ACE-Step's result is not a JSON list");
  }

  /** What a text says as JSON, null when it is none. */
  private static Object decoded(Object text) {
    try {
      return Json.decodeValue(String.valueOf(text));
    } catch (DecodeException e) {
      return null;
    }
  }

  private static String text(JsonObject json, String key) {
    Object value = json.getValue(key);
    return value == null || value.toString().isBlank() ? null : value.toString();
  }
}
