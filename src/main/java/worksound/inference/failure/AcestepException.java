package worksound.inference.failure;

import io.vertx.core.eventbus.ReplyException;
import java.util.Map;
import worksound.bus.Failure;
import worksound.messages.Snapshot.Explanation;
import worksound.time.Scheduler;

/** A problem with words that a person can act on, free of tracebacks and of the server's paths. */
public final class AcestepException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private final Problem problem;
  private final transient Explanation explanation;
  private final String taskId;
  private final Double since;
  private final boolean isTimeout;

  AcestepException(Problem problem, String words) {
    this(problem, words, Explanation.of(problem.code()), null, null, false, null);
  }

  private AcestepException(Problem problem, String words, Explanation explanation, String taskId, Double since, boolean isTimeout,
                           Throwable cause) {
    super(words, cause, false, false);
    this.problem = problem;
    this.explanation = explanation;
    this.taskId = taskId;
    this.since = since;
    this.isTimeout = isTimeout;
  }

  /** The same, to be explained by another code than the problem's, with what fills its gaps. */
  public AcestepException explained(String code, Map<String, Object> args) {
    return explained(new Explanation(code, args, explanation.detail()));
  }

  public AcestepException explained(Explanation other) {
    return new AcestepException(problem, getMessage(), other, taskId, since, isTimeout, getCause());
  }

  /** The same, with the words of ACE-Step or of the system about it. */
  public AcestepException quoting(String words) {
    return explained(explanation.withDetail(words));
  }

  /** The same, of a certain task. */
  public AcestepException withTaskId(String ofTask) {
    return new AcestepException(problem, getMessage(), explanation, ofTask, since, isTimeout, getCause());
  }

  /** The same, which had its first sign at a moment in seconds of {@link Scheduler}. */
  public AcestepException since(double firstSign) {
    return new AcestepException(problem, getMessage(), explanation, taskId, firstSign, isTimeout, getCause());
  }

  /** The same, of an answer that did not come in time. */
  public AcestepException timeout() {
    return new AcestepException(problem, getMessage(), explanation, taskId, since, true, getCause());
  }

  /** Whether it is an answer that did not come in time. */
  public boolean isTimeout() {
    return isTimeout;
  }

  /** When there was the first sign of it, in seconds of {@link Scheduler}; null when that was when it failed. */
  public Double since() {
    return since;
  }

  /** ACE-Step's id of the task, null when there was none. */
  public String taskId() {
    return taskId;
  }

  public Problem problem() {
    return problem;
  }

  /** What a page says of it. */
  public Explanation explanation() {
    return explanation;
  }

  /** For the log: what was thrown where nothing was expected to be, else this. */
  public Throwable origin() {
    return getCause() == null ? this : getCause();
  }

  /**
   * Any failure of an attempt as one of the problems that the loop knows. What nobody has put into words for a person stays the cause,
   * which is for the log.
   */
  public static AcestepException of(Throwable e) {
    if (e instanceof AcestepException known) {
      return known;
    }
    if (e instanceof ReplyException) {
      Problem problem = switch (Failure.of(e)) {
        case SEGMENT_REJECTED -> Problem.SEGMENT_REJECTED;
        case SEGMENT_TAKEN -> Problem.TOO_LATE;
        case DISK_FULL -> Problem.DISK_FULL;
        default -> Problem.INTERNAL_ERROR;
      };
      if (problem != Problem.INTERNAL_ERROR) {
        return problem.because(e.getMessage());
      }
    }
    return new AcestepException(Problem.INTERNAL_ERROR, "The server failed; its log says why.",
      Explanation.of(Problem.INTERNAL_ERROR.code()), null, null, false, e);
  }
}
