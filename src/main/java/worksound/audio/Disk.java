package worksound.audio;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;

/** Where file work is done: off the event loop, one piece after the other in the order it was asked for. */
final class Disk {

  private final WorkerExecutor workers;

  Disk(Vertx vertx) {
    this.workers = vertx.createSharedWorkerExecutor("audio", 1);
  }

  <T> Future<T> run(Callable<T> work) {
    return workers.executeBlocking(work);
  }

  Future<Void> close() {
    return workers.close();
  }
}
