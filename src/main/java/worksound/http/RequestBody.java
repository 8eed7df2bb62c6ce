package worksound.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import worksound.bus.Failure;
import worksound.config.SessionConfig;

/** A request's JSON body, read key by key; whatever is not as expected is refused by name. */
final class RequestBody {

  private final JsonObject json;

  private RequestBody(JsonObject json) {
    this.json = json;
  }

  /** The body with these keys and no others; an empty body has none of them. */
  static RequestBody of(RoutingContext context, Set<String> keys) {
    Buffer body = context.body().buffer();
    JsonObject json = body == null || body.length() == 0 ? new JsonObject() : parse(body);
    json.fieldNames().stream().filter(key -> !keys.contains(key)).findFirst().ifPresent(key -> {
      throw Failure.BAD_REQUEST.because("\"" + key + "\" is not known here; expected " + String.join(", ", keys.stream().sorted().toList()) + ".");
    });
    return new RequestBody(json);
  }

  private static JsonObject parse(Buffer body) {
    try {
      return new JsonObject(body);
    } catch (DecodeException | ClassCastException e) {
      throw Failure.BAD_REQUEST.because("The body is not a JSON object.");
    }
  }

  /** The prompt, null when it is missing. */
  String prompt() {
    String prompt = text("prompt");
    Optional.ofNullable(prompt).flatMap(SessionConfig::whyTooLong).ifPresent(words -> {
      throw Failure.PROMPT_TOO_LONG.because(words);
    });
    return prompt;
  }

  /** Null when it is missing or null. */
  String text(String key) {
    return value(key, String.class, "a text");
  }

  boolean flag(String key) {
    return Boolean.TRUE.equals(value(key, Boolean.class, "true or false"));
  }

  /** Null when it is missing or null; never negative. */
  Double seconds(String key) {
    Number number = value(key, Number.class, "a number of 0 or more");
    if (number != null && !(number.doubleValue() >= 0 && number.doubleValue() < 1e9)) {
      throw wrong(key, number, "a number of 0 or more");
    }
    return number == null ? null : number.doubleValue();
  }

  /** Null when it is missing or null; never negative. */
  Integer count(String key) {
    Integer number = value(key, Integer.class, "a whole number of 0 or more");
    if (number != null && number < 0) {
      throw wrong(key, number, "a whole number of 0 or more");
    }
    return number;
  }

  /** The value of a key that has to be there. */
  static <T> T required(String key, T value) {
    if (value == null) {
      throw Failure.BAD_REQUEST.because("\"" + key + "\" is missing.");
    }
    return value;
  }

  private <T> T value(String key, Class<T> type, String expected) {
    Object value = json.getValue(key);
    if (value != null && !type.isInstance(value)) {
      throw wrong(key, value, expected);
    }
    return type.cast(value);
  }

  private static Failure.RefusedException wrong(String key, Object value, String expected) {
    String shown = String.valueOf(value);
    return Failure.BAD_REQUEST.because("\"" + key + "\" is " + (shown.length() > 40 ? shown.substring(0, 40) + "…" : shown) + ", expected " + expected + ".");
  }
}
