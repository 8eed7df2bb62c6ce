package worksound.config;

import static worksound.config.ConfigException.require;

import java.util.Locale;
import java.util.Optional;

/**
 * How one listening session runs.
 *
 * @param defaultPrompt   used when the prompt is empty
 * @param lookAhead       accepted segments that may wait for the page; left to worksound, 1, and 2 when the GPU or the link is slow
 * @param idleStopMinutes minutes without a player after which nothing more is generated
 */
public record SessionConfig(String defaultPrompt, CountOrAuto lookAhead, int idleStopMinutes) {

  /** Longest prompt in characters, which are Unicode code points. */
  public static final int MAX_PROMPT_LENGTH = 2_000;
  private static final int MOST_AHEAD = 2;

  public SessionConfig {
    require(defaultPrompt != null && !defaultPrompt.isBlank() && whyTooLong(defaultPrompt).isEmpty(),
      "session.default_prompt", defaultPrompt, "a text of 1 to " + MAX_PROMPT_LENGTH + " characters");
    require(lookAhead != null && lookAhead.count() <= MOST_AHEAD, "session.look_ahead", lookAhead, "\"auto\", 1 or " + MOST_AHEAD);
    require(idleStopMinutes >= 1, "session.idle_stop_minutes", idleStopMinutes, "1 minute or more");
  }

  /** Why a prompt is not taken, in words for a person; empty when it is not too long. */
  public static Optional<String> whyTooLong(String prompt) {
    int length = prompt.codePointCount(0, prompt.length());
    return length <= MAX_PROMPT_LENGTH ? Optional.empty()
      : Optional.of(String.format(Locale.ROOT, "The prompt has %,d characters; at most %,d are taken.", length, MAX_PROMPT_LENGTH));
  }
}
