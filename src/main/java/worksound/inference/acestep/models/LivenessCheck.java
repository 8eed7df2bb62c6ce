package worksound.inference.acestep.models;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Function;
import worksound.inference.failure.AcestepException;
import worksound.inference.failure.Problem;
import worksound.time.Scheduler;

/** Whether a server is still there while it loads models, which takes minutes without a sign: {@code /health} is answered meanwhile. */
final class LivenessCheck {

  /** Pause between two questions, and the longest time for an answer, in seconds. */
  private static final double PAUSE = 3;
  private static final double LONGEST_ANSWER = 5;

  private final Scheduler scheduler;
  private final Function<Double, Future<?>> health;
  private final double outage;
  /** When the first of the questions was asked that were not answered, null when the last one was. */
  private Double outageSince;
  private Long timerId;

  /**
   * @param health asks, with the longest time for the answer in seconds
   * @param outage longest time without an answer, in seconds
   */
  LivenessCheck(Scheduler scheduler, Function<Double, Future<?>> health, double outage) {
    this.scheduler = scheduler;
    this.health = health;
    this.outage = outage;
  }

  /** What comes of the loading, or {@link Problem#UNREACHABLE} when the server has not answered anything for too long. */
  <T> Future<T> watch(Future<T> loading) {
    Promise<T> end = Promise.promise();
    schedule(end);
    loading.onComplete(end::tryComplete, end::tryFail);
    return end.future().onComplete(done -> scheduler.cancel(timerId));
  }

  private void schedule(Promise<?> end) {
    timerId = scheduler.schedule(PAUSE, () -> ask(end, scheduler.seconds()));
  }

  private void ask(Promise<?> end, double askedAt) {
    health.apply(LONGEST_ANSWER).onComplete(answer -> {
      if (!end.future().isComplete()) {
        answered(answer, askedAt, end);
      }
    });
  }

  /** Also an error is an answer. */
  private void answered(AsyncResult<?> answer, double askedAt, Promise<?> end) {
    AcestepException failure = answer.failed() ? AcestepException.of(answer.cause()) : null;
    if (failure == null || failure.problem() != Problem.UNREACHABLE) {
      outageSince = null;
    } else if (outageSince == null) {
      outageSince = askedAt;
    }
    if (outageSince != null && scheduler.seconds() - outageSince >= outage) {
      end.tryFail(failure.since(outageSince));
    } else {
      schedule(end);
    }
  }
}
