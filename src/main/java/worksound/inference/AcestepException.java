package worksound.inference;

import io.vertx.core.eventbus.ReplyException;
import worksound.messages.Failure;

/** A problem with words that a person can act on, free of tracebacks and of the server's paths. */
final class AcestepException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private final Problem problem;

  AcestepException(Problem problem, String words) {
    super(words, null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }

  /** Any failure of an attempt as one of the problems that the loop knows. */
  static AcestepException of(Throwable e) {
    if (e instanceof AcestepException known) {
      return known;
    }
    if (e instanceof ReplyException) {
      Problem problem = Failure.of(e) == Failure.SEGMENT_REJECTED ? Problem.SEGMENT_REJECTED : Problem.INTERNAL_ERROR;
      return problem.because(e.getMessage());
    }
    return Problem.INTERNAL_ERROR.because(e.toString());
  }
}
