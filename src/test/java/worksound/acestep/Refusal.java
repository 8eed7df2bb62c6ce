package worksound.acestep;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** An answer that is no success: FastAPI's {@code detail}, a text/plain crash, or a failure inside HTTP 200. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String contentType;

  private Refusal(int status, String contentType, String body) {
    super(body, null, false, false);
    this.status = status;
    this.contentType = contentType;
  }

  static Refusal detail(int status, String text) {
    return new Refusal(status, "application/json", new JsonObject().put("detail", text).encode());
  }

  /** 422 as pydantic words it. */
  static Refusal invalid(String type, String place, String field, String message) {
    JsonObject error = new JsonObject().put("type", type).put("loc", field.isEmpty() ? JsonArray.of(place) : JsonArray.of(place, field))
      .put("msg", message).putNull("input");
    return new Refusal(422, "application/json", new JsonObject().put("detail", JsonArray.of(error)).encode());
  }

  /** What Starlette answers when a handler throws. */
  static Refusal crash() {
    return new Refusal(500, "text/plain; charset=utf-8", "Internal Server Error");
  }

  /** A web page where JSON is expected. */
  static Refusal page(int status, String html) {
    return new Refusal(status, "text/html", html);
  }

  /** HTTP 200 with anything as the data. */
  static Refusal odd(String data) {
    return new Refusal(200, "application/json", "{\"data\": " + data + ", \"code\": 200, \"error\": null}");
  }

  /** HTTP 200 with the failure in the envelope. */
  static Refusal inEnvelope(int code, String error) {
    return new Refusal(200, "application/json", Call.envelope(null, code, error).encode());
  }

  void answer(Call call) {
    call.end(status, contentType, getMessage());
  }
}
