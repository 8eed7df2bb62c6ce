package worksound.acestep;

/** The key check. A token in the body beats the header, even when it is wrong. */
final class Auth {

  private final String key;

  /** @param key null for an open server; empty for a key that nothing matches */
  Auth(String key) {
    this.key = key;
  }

  /** Endpoints that look at the header only. */
  void check(Call call) {
    check(call, null, "Missing Authorization header");
  }

  /** Endpoints that also look for {@code ai_token} in the body. */
  void check(Call call, Object aiToken) {
    check(call, aiToken, "Missing ai_token or Authorization header");
  }

  private void check(Call call, Object aiToken, String missing) {
    if (key == null) {
      return;
    }
    if (aiToken != null) {
      require(matches(aiToken.toString()), "Invalid ai_token");
      return;
    }
    String header = call.request().getHeader("authorization");
    require(header != null, missing);
    require(matches(header.startsWith("Bearer ") ? header.substring("Bearer ".length()) : header), "Invalid API key");
  }

  private boolean matches(String candidate) {
    return !key.isEmpty() && key.equals(candidate);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw Refusal.detail(401, otherwise);
    }
  }
}
