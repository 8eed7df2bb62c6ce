package worksound.inference.acestep.task;

import java.util.Map;
import worksound.inference.failure.AcestepException;
import worksound.inference.failure.ErrorText;
import worksound.inference.failure.Problem;

/** The ends of a task that are not its success, in words for a person. */
final class TaskFailure {

  private TaskFailure() {
  }

  static AcestepException timedOut(TaskLimits limits) {
    return Problem.TASK_TIMEOUT.because("The task took longer than " + limits.task() + " s (acestep.task_timeout_seconds).")
      .explained(Problem.TASK_TIMEOUT.code(), Map.of("seconds", limits.task()));
  }

  static AcestepException stalled(TaskLimits limits) {
    return Problem.TASK_STALLED.because("The task made no progress for " + limits.stall() + " s (acestep.task_stall_seconds).")
      .explained(Problem.TASK_STALLED.code(), Map.of("seconds", limits.stall()));
  }

  static AcestepException queuedTooLong(TaskLimits limits) {
    return Problem.BUSY.because("The task has waited in ACE-Step's queue for more than " + limits.queue().words() + ".");
  }

  static AcestepException lost() {
    return Problem.TASK_LOST.because("ACE-Step has forgotten the task; it was probably restarted.");
  }

  /** @param error ACE-Step's words, empty for none */
  static AcestepException failed(String error) {
    return ErrorText.problem(error, Problem.TASK_FAILED).because("ACE-Step could not make the segment"
      + (error.isEmpty() ? "; its log on the GPU host says why." : ": " + error)).quoting(error);
  }

  /** No answer has come, and none before it was refused. */
  static AcestepException silent() {
    return Problem.UNREACHABLE.because("ACE-Step does not say any more how far its task is.").explained("task-unanswered", Map.of());
  }
}
