package worksound.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.ThreadLocalRandom;
import worksound.config.HttpConfig;

/** Sends a file, as fast as it goes or, on purpose, as slowly as a bad link. */
final class DownloadThrottle {

  private static final long TICK_MILLIS = 50;

  private final Vertx vertx;
  private final HttpConfig config;

  DownloadThrottle(Vertx vertx, HttpConfig config) {
    this.vertx = vertx;
    this.config = config;
  }

  /** Ends the response with the range of the file; completes when its last byte has left. */
  Future<Void> send(HttpServerResponse response, String file, ByteRange range) {
    double delay = config.downloadDelay().at(ThreadLocalRandom.current().nextDouble());
    if (delay <= 0) {
      return sendNow(response, file, range);
    }
    Promise<Void> waited = Promise.promise();
    vertx.setTimer(Math.max(1, Math.round(delay * 1_000)), timer -> waited.complete());
    return waited.future().compose(v -> sendNow(response, file, range));
  }

  private Future<Void> sendNow(HttpServerResponse response, String file, ByteRange range) {
    if (response.closed()) {
      return Future.failedFuture("the client has hung up"); // Vert.x would throw a NullPointerException
    }
    if (config.downloadBytesPerSecond() == 0) {
      return response.sendFile(file, range.first(), range.length());
    }
    return vertx.fileSystem().open(file, new OpenOptions().setWrite(false).setCreate(false)).compose(open -> {
      Promise<Void> sent = Promise.promise();
      sendThrottled(response, open, range.first(), range, sent);
      return sent.future().eventually(open::close);
    });
  }

  /** The last piece ends the response, so that one who hangs up as soon as all is there has got it. */
  private void sendThrottled(HttpServerResponse response, AsyncFile file, long position, ByteRange range, Promise<Void> sent) {
    long bytes = Math.min(Math.max(1, config.downloadBytesPerSecond() * TICK_MILLIS / 1_000), range.last() - position + 1);
    boolean last = position + bytes > range.last();
    file.read(Buffer.buffer((int) bytes), 0, position, (int) bytes)
      .compose(piece -> last ? response.end(piece) : response.write(piece))
      .onComplete(v -> {
        if (last) {
          sent.complete();
        } else {
          vertx.setTimer(TICK_MILLIS, timer -> sendThrottled(response, file, position + bytes, range, sent));
        }
      }, sent::fail);
  }
}
