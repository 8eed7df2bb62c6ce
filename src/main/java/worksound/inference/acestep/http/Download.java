package worksound.inference.acestep.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClientResponse;
import java.nio.file.Path;
import worksound.bus.Failure;
import worksound.inference.failure.AcestepException;
import worksound.inference.failure.ErrorText;
import worksound.inference.failure.Problem;
import worksound.time.Scheduler;

/** Streams an answer's body to disk: never whole in memory, no larger than allowed, and not for ever. */
final class Download {

  private static final String OWNER_ONLY = "rw-------";

  private final Vertx vertx;
  private final HttpClientResponse response;
  private final Scheduler scheduler;
  private final Limits limits;
  private final Promise<Void> end = Promise.promise();
  /** Done when all that was received is in the file. */
  private Future<Void> written = Future.succeededFuture();
  private long received;

  /**
   * Limits of one download.
   *
   * @param maxBytes     largest body that is taken
   * @param stallSeconds longest time without a byte
   * @param wholeSeconds longest time for all of it
   */
  record Limits(long maxBytes, double stallSeconds, double wholeSeconds) {
  }

  /** Holds the body back until {@link #to}. */
  Download(Vertx vertx, Scheduler scheduler, HttpClientResponse response, Limits limits) {
    this.vertx = vertx;
    this.scheduler = scheduler;
    this.response = response.pause().exceptionHandler(end::tryFail);
    this.limits = limits;
  }

  /** Writes the file, which is not there when that fails; returns its bytes. */
  Future<Long> to(Path path) {
    return vertx.fileSystem().open(path.toString(), new OpenOptions().setTruncateExisting(true).setPerms(OWNER_ONLY))
      .recover(e -> Future.failedFuture(notWritten(e)))
      .compose(this::stream)
      .recover(e -> {
        response.request().reset();
        return vertx.fileSystem().delete(path.toString())
          .transform(gone -> Future.failedFuture(problem(e)));
      });
  }

  private static AcestepException problem(Throwable e) {
    String words = ErrorText.clean(e.getMessage());
    return e instanceof AcestepException known ? known
      : Problem.DOWNLOAD_FAILED.because("The WAV did not arrive whole: " + words).quoting(words);
  }

  /** The disk here failed, which no other server helps against. */
  private static AcestepException notWritten(Throwable e) {
    return Failure.of(e) == Failure.DISK_FULL ? Problem.DISK_FULL.because(Failure.words(e))
      : Problem.INTERNAL_ERROR.because("The WAV cannot be written to audio.dir: " + ErrorText.clean(e.getMessage()));
  }

  private Future<Long> stream(AsyncFile file) {
    long timerId = scheduler.schedule(limits.wholeSeconds,
      () -> end.tryFail("it took longer than " + limits.wholeSeconds + " s (acestep.transfer_timeout_seconds)"));
    InactivityTimeout stall = new InactivityTimeout(scheduler, limits.stallSeconds,
      () -> end.tryFail("nothing came for " + limits.stallSeconds + " s (acestep.download_stall_seconds)"));
    response.endHandler(v -> written.onComplete(all -> end.tryComplete(), end::tryFail)).handler(chunk -> {
      stall.restart();
      take(chunk, file);
    });
    checkSize(declared());
    response.resume();
    return end.future().onComplete(done -> {
      stall.end();
      scheduler.cancel(timerId);
    }).eventually(() -> file.close().recover(e -> Future.failedFuture(notWritten(e)))).map(v -> received);
  }

  /** The size that the server promises, 0 when it does not say. */
  private long declared() {
    String length = response.getHeader("Content-Length");
    return length == null ? 0 : Long.parseLong(length);
  }

  private void checkSize(long bytes) {
    if (bytes > limits.maxBytes) {
      end.tryFail(Problem.SERVER_ERROR.because("The WAV has " + bytes + " bytes, expected at most " + limits.maxBytes
        + " (acestep.max_download_bytes)."));
    }
  }

  private void take(Buffer chunk, AsyncFile file) {
    received += chunk.length();
    checkSize(received);
    if (end.future().isComplete()) {
      return;
    }
    Future<Void> write = file.write(chunk).onFailure(e -> end.tryFail(notWritten(e)));
    written = written.compose(v -> write);
    if (file.writeQueueFull()) {
      response.pause();
      file.drainHandler(v -> response.resume());
    }
  }
}
