package worksound.audio.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;

/** Where file work is done: off the event loop, one piece after the other in the order it was asked for. */
public final class FileWorker {

  private final WorkerExecutor workers;

  public FileWorker(Vertx vertx) {
    this.workers = vertx.createSharedWorkerExecutor("audio", 1);
  }

  public <T> Future<T> run(Callable<T> work) {
    return workers.executeBlocking(work);
  }

  public Future<Void> close() {
    return workers.close();
  }
}
