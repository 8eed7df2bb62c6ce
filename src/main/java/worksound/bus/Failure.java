package worksound.bus;

import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.Locale;

/** Why a request was not granted. The number is the code on the event bus, the name the code everywhere else. */
public enum Failure {
  BAD_REQUEST,
  PROMPT_TOO_LONG,
  NOT_FOUND,
  SEGMENT_GONE,
  NO_SESSION,
  PLAYBACK_TAKEN,
  TOO_MANY_LISTENERS,
  SEGMENT_REJECTED,
  SEGMENT_TAKEN,
  /** The disk that segments lie on has no room for what was to be written. */
  DISK_FULL,
  UNAVAILABLE,
  INTERNAL_ERROR;

  /** A refusal with its words for a person. */
  public RefusedException because(String words) {
    return new RefusedException(this, words);
  }

  /** The stable code that people and scripts see, such as {@code no-session}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  int number() {
    return ordinal();
  }

  /** What a failed {@link Request#ask} or a failed answer means. */
  public static Failure of(Throwable e) {
    if (e instanceof RefusedException refused) {
      return refused.failure();
    }
    if (e instanceof ReplyException reply) {
      boolean answered = reply.failureType() == ReplyFailure.RECIPIENT_FAILURE;
      return answered && reply.failureCode() >= 0 && reply.failureCode() < values().length ? values()[reply.failureCode()] : UNAVAILABLE;
    }
    return saysDiskFull(e) ? DISK_FULL : INTERNAL_ERROR;
  }

  /** Java has no exception of its own for it: only the system's words tell, which are ENOSPC's or EDQUOT's. */
  private static boolean saysDiskFull(Throwable e) {
    String words = String.valueOf(e.getMessage());
    return words.contains("No space left on device") || words.contains("Disk quota exceeded")
      || e.getCause() != null && saysDiskFull(e.getCause());
  }

  /** The message for a person. */
  public static String words(Throwable e) {
    if (!(e instanceof RefusedException) && of(e) == DISK_FULL) {
      return "The disk with the folder for segments (audio.dir) is full. Make room there.";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** Thrown by an answerer to refuse a request. */
  public static final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final Failure failure;

    private RefusedException(Failure failure, String words) {
      super(words, null, false, false);
      this.failure = failure;
    }

    public Failure failure() {
      return failure;
    }
  }
}
