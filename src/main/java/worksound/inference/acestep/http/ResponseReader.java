package worksound.inference.acestep.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.concurrent.TimeoutException;
import worksound.time.Scheduler;

/** Reads the body of an answer whose head is there, within limits of time and size. */
final class ResponseReader {

  private final Scheduler scheduler;
  private final double seconds;

  /** An answer, whole. */
  record Whole(int status, Buffer body) {
  }

  /**
   * @param seconds longest time for the body as a whole
   */
  ResponseReader(Scheduler scheduler, double seconds) {
    this.scheduler = scheduler;
    this.seconds = seconds;
  }

  /** Reads it; fails with {@link TimeoutException}, {@link BoundedBody.TooLargeException} or what broke the connection. */
  Future<Whole> read(HttpClientResponse response) {
    BoundedBody body = new BoundedBody(Connections.MAX_ANSWER_BYTES);
    Promise<Whole> whole = Promise.promise();
    long timerId = scheduler.schedule(seconds,
      () -> whole.tryFail(new TimeoutException("it began its answer and did not end it within " + seconds + " s")));
    response.pipeTo(body).compose(v -> body.result()).map(all -> new Whole(response.statusCode(), all))
      .onComplete(whole::tryComplete, whole::tryFail);
    return whole.future().onComplete(done -> scheduler.cancel(timerId));
  }
}
