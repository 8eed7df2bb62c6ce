package worksound.inference.acestep.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientRequest;
import java.util.concurrent.TimeoutException;
import worksound.time.Scheduler;

/** One request with a body that takes its time, and its answer. */
final class UploadRequest {

  private final Scheduler scheduler;
  private final HttpClientRequest request;
  private final Limits limits;

  /** Sends a request's body and tells whenever a piece of it has left. */
  interface Body {
    Future<Void> sendTo(HttpClientRequest request, Runnable onProgress);
  }

  /**
   * Limits in seconds.
   *
   * @param stall longest time without a piece of the body leaving, and for the answer after the last one
   * @param whole longest time for all of it
   */
  record Limits(double stall, double whole) {
  }

  UploadRequest(Scheduler scheduler, HttpClientRequest request, Limits limits) {
    this.scheduler = scheduler;
    this.request = request;
    this.limits = limits;
  }

  /** Sends the body. An answer that comes before all of it has left is a refusal, and the rest is not sent. */
  Future<ResponseReader.Whole> send(Body body) {
    Promise<ResponseReader.Whole> answer = Promise.promise();
    long timerId = scheduler.schedule(limits.whole, () -> answer.tryFail(new TimeoutException(
      "sending a task took longer than " + limits.whole + " s (acestep.transfer_timeout_seconds)")));
    InactivityTimeout stall = new InactivityTimeout(scheduler, limits.stall, () -> answer.tryFail(new TimeoutException(
      "while a task was sent nothing moved for " + limits.stall + " s")));
    request.exceptionHandler(answer::tryFail).response()
      .compose(response -> new ResponseReader(scheduler, limits.stall).read(response))
      .onComplete(answer::tryComplete, answer::tryFail);
    Future<Void> sent = body.sendTo(request, stall::restart).onFailure(answer::tryFail);
    return answer.future().onComplete(done -> {
      stall.end();
      scheduler.cancel(timerId);
    }).onFailure(e -> end(e)).onSuccess(early -> {
      if (!sent.isComplete()) {
        // A reset leaves the connection alone once the answer has come; this one carries nothing else.
        request.connection().close();
      }
    });
  }

  private void end(Throwable e) {
    request.reset(0, e);
    request.connection().close();
  }
}
