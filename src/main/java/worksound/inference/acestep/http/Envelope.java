package worksound.inference.acestep.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import worksound.inference.failure.AcestepException;
import worksound.inference.failure.ErrorText;
import worksound.inference.failure.Problem;

/**
 * Takes an answer of ACE-Step apart. Success is {@code {"data": …, "code": 200, "error": null}}; an error is that with another
 * code (and HTTP 200), or {@code {"detail": text or list}}, or plain text.
 */
public final class Envelope {

  private Envelope() {
  }

  /**
   * What the answer carries.
   *
   * @param what   what was asked, for the error's words
   * @param status HTTP status
   * @throws AcestepException when it is an error in any of its shapes
   */
  public static Object data(String what, int status, Buffer body) {
    JsonObject json = object(body);
    int code = json != null && json.getValue("code") instanceof Number number ? number.intValue() : status;
    boolean failed = status != 200 || code != 200 || json == null;
    if (failed) {
      String words = words(json, body);
      throw error(what, status != 200 ? status : code, words).quoting(words);
    }
    return json.containsKey("data") ? json.getValue("data") : json;
  }

  private static AcestepException error(String what, int status, String words) {
    String said = words.isEmpty() ? "" : ": " + words;
    return switch (status) {
      case 401 -> Problem.KEY_REFUSED.because("ACE-Step refuses the API key" + said + ".");
      case 404 -> Problem.NOT_FOUND.because(what + ": ACE-Step answered 404" + said);
      case 429 -> Problem.BUSY.because("ACE-Step is busy with other work" + said);
      case 400, 403, 405, 413, 415, 422 -> Problem.REQUEST_REFUSED.because(what + ": ACE-Step answered " + status + said);
      case 502, 503, 504 -> ErrorText.problem(words, Problem.UNREACHABLE)
        .because(what + ": answered " + status + ", which is how a proxy says that ACE-Step behind it does not answer" + said)
        .explained("bad-gateway", Map.of("status", status));
      case 200 -> Problem.SERVER_ERROR.because(what + ": ACE-Step's answer is not JSON");
      default -> ErrorText.problem(words, Problem.SERVER_ERROR).because(what + ": ACE-Step answered " + status + said);
    };
  }

  private static String words(JsonObject json, Buffer body) {
    if (json == null) {
      return body == null ? "" : ErrorText.clean(body.toString());
    }
    Object detail = json.getValue("detail", json.getValue("error"));
    if (detail instanceof JsonArray list && !list.isEmpty() && list.getValue(0) instanceof JsonObject first) {
      return ErrorText.clean(first.getString("msg", "") + " " + first.getValue("loc", ""));
    }
    return detail == null ? "" : ErrorText.clean(detail.toString());
  }

  private static JsonObject object(Buffer body) {
    try {
      return body != null && Json.decodeValue(body) instanceof JsonObject object ? object : null;
    } catch (DecodeException e) {
      return null;
    }
  }
}
