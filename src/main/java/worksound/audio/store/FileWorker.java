package worksound.audio.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import worksound.bus.Failure;

/** Where file work is done: off the event loop, one piece after the other in the order it was asked for. */
public final class FileWorker {

  private final WorkerExecutor workers;
  private boolean closed;

  public FileWorker(Vertx vertx) {
    this.workers = vertx.createSharedWorkerExecutor("audio", 1);
  }

  /** Does some work; fails with UNAVAILABLE once it is closed. For the event loop of the verticle. */
  public <T> Future<T> run(Callable<T> work) {
    return closed ? Future.failedFuture(Failure.UNAVAILABLE.because("The server is stopping.")) : workers.executeBlocking(work);
  }

  /** Takes no more work; what is still waiting then is dropped. */
  public Future<Void> close() {
    closed = true;
    return workers.close();
  }
}
