package worksound.page;

import io.vertx.core.json.JsonObject;

/**
 * A problem answered instead of doing what was asked.
 *
 * @param extras the problem's members beyond the standard ones
 */
record Refusal(int status, String code, JsonObject extras) {

  Refusal(int status, String code) {
    this(status, code, new JsonObject());
  }

  JsonObject body() {
    return new JsonObject().put("type", "about:blank").put("title", code).put("status", status).put("code", code)
      .put("detail", "Words of the server about " + code + ".").mergeIn(extras);
  }
}
