package worksound.inference.acestep.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;

/** Holds the body of one answer in memory up to a size; a larger one fails with {@link TooLargeException}. */
final class BoundedBody implements BodyCodec<Buffer>, BodyStream<Buffer> {

  private final int maxBytes;
  private final Buffer body = Buffer.buffer();
  private final Promise<Buffer> result = Promise.promise();
  private boolean begun;

  /** The body is larger than allowed. */
  static final class TooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private TooLargeException(int maxBytes) {
      super("more than " + maxBytes + " bytes", null, false, false);
    }
  }

  BoundedBody(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Whether the head of the answer has arrived. */
  boolean isBegun() {
    return begun;
  }

  @Override
  public BodyStream<Buffer> stream() {
    begun = true;
    return this;
  }

  @Override
  public Future<Void> write(Buffer piece) {
    if (body.length() + piece.length() > maxBytes) {
      return Future.failedFuture(new TooLargeException(maxBytes));
    }
    body.appendBuffer(piece);
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> end() {
    result.tryComplete(body);
    return Future.succeededFuture();
  }

  @Override
  public Future<Buffer> result() {
    return result.future();
  }

  @Override
  public void handle(Throwable broken) {
    result.tryFail(broken);
  }

  @Override
  public BoundedBody exceptionHandler(Handler<Throwable> handler) {
    return this;
  }

  @Override
  public BoundedBody setWriteQueueMaxSize(int maxSize) {
    return this;
  }

  @Override
  public boolean writeQueueFull() {
    return false;
  }

  @Override
  public BoundedBody drainHandler(Handler<Void> handler) {
    return this;
  }
}
