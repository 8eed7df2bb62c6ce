package worksound.engine.api.form;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerFileUpload;
import java.nio.file.Path;

/**
 * A file of a form on its way to disk. It may be given up at any time; {@link HttpServerFileUpload#streamToFileSystem} may not,
 * as it fails when it is cancelled while its file closes.
 */
public final class Upload {

  private final HttpServerFileUpload source;
  private final Path file;
  private final Promise<Void> closed = Promise.promise();
  private AsyncFile out;
  private Throwable failure;
  private boolean over;

  /** Writes what comes from {@code source} to the new file {@code file}, from now on. */
  public Upload(Vertx vertx, HttpServerFileUpload source, Path file) {
    this.source = source;
    this.file = file;
    source.pause().exceptionHandler(this::giveUp);
    vertx.fileSystem().open(file.toString(), new OpenOptions().setCreateNew(true)).onSuccess(this::write).onFailure(closed::fail);
  }

  public Path file() {
    return file;
  }

  /** Completes when nothing is written any more: with success when the file is complete. */
  public Future<Void> closed() {
    return closed.future();
  }

  /** Writes no more; without effect when the file is complete. */
  public void giveUp(Throwable cause) {
    failure = over ? failure : cause;
    finish();
  }

  private void write(AsyncFile opened) {
    out = opened;
    if (over) {
      close();
      return;
    }
    out.exceptionHandler(this::giveUp).drainHandler(drained -> source.resume());
    source.handler(this::take).endHandler(end -> finish()).resume();
  }

  private void take(Buffer chunk) {
    if (over) {
      return;
    }
    out.write(chunk).onFailure(this::giveUp);
    if (out.writeQueueFull()) {
      source.pause();
    }
  }

  private void finish() {
    if (!over) {
      over = true;
      source.resume();
      if (out != null) {
        close();
      }
    }
  }

  private void close() {
    out.close().onComplete(done -> {
      if (failure == null) {
        closed.handle(done);
      } else {
        closed.fail(failure);
      }
    });
  }
}
