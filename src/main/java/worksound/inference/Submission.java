package worksound.inference;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import java.util.concurrent.TimeoutException;

/** One request with a body that takes its time, and its answer. */
final class Submission {

  /** Longest time without a piece of the body leaving, and for the answer after the last one, in seconds. */
  private static final double STALL_SECONDS = 30;

  private final Time time;
  private final HttpClientRequest request;

  /** Sends a request's body and tells whenever a piece of it has left. */
  interface Body {
    Future<Void> sendTo(HttpClientRequest request, Runnable moved);
  }

  record Answer(int status, Buffer body) {
  }

  Submission(Time time, HttpClientRequest request) {
    this.time = time;
    this.request = request;
  }

  /** Sends the body. An answer that comes before all of it has left is a refusal, and the rest is not sent. */
  Future<Answer> send(Body body) {
    Promise<Answer> answer = Promise.promise();
    Stall stall = new Stall(time, STALL_SECONDS, () -> answer.tryFail(new TimeoutException("nothing moved for " + STALL_SECONDS + " s")));
    request.exceptionHandler(answer::tryFail).response()
      .compose(response -> response.body().map(content -> new Answer(response.statusCode(), content)))
      .onComplete(answer::tryComplete, answer::tryFail);
    Future<Void> sent = body.sendTo(request, stall::moved).onFailure(answer::tryFail);
    return answer.future().onComplete(done -> stall.end()).onFailure(e -> request.reset(0, e)).onSuccess(early -> {
      if (!sent.isComplete()) {
        // A reset leaves the connection alone once the answer has come; this one carries nothing else.
        request.connection().close();
      }
    });
  }
}
