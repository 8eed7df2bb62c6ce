package worksound.day;

import io.netty.channel.EventLoopGroup;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.impl.transports.NioTransport;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.metrics.MetricsOptions;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * A Vert.x in which one thing happens at a time, so that the order of things follows from what was before and not from which thread was
 * quicker: it has one event loop, which accepts connections too, and a task of a worker thread waits for its turn on that loop and holds
 * it until it has ended.
 */
final class OneThing extends NioTransport {

  private static final int PATIENCE_SECONDS = 60;

  private volatile EventLoopGroup loop;

  private OneThing() {
  }

  static Vertx vertx(Work work) {
    OneThing transport = new OneThing();
    VertxOptions options = new VertxOptions().setEventLoopPoolSize(1).setMetricsOptions(new MetricsOptions().setEnabled(true));
    return VertxBootstrap.create().options(options).metricsFactory(work).transport(transport)
      .executorServiceFactory((threads, size, most) -> transport.new Turns(threads)).init().vertx();
  }

  @Override
  public EventLoopGroup eventLoopGroup(int type, int threads, ThreadFactory factory, int ioRatio) {
    if (loop == null) {
      loop = super.eventLoopGroup(IO_EVENT_LOOP_GROUP, 1, factory, ioRatio);
    }
    return loop;
  }

  /** A worker thread whose tasks are run in their turn. */
  private final class Turns extends AbstractExecutorService {

    private final ExecutorService worker;

    Turns(ThreadFactory threads) {
      worker = Executors.newSingleThreadExecutor(threads);
    }

    @Override
    public void execute(Runnable task) {
      try {
        loop.execute(() -> waitFor(CompletableFuture.runAsync(task, worker)));
      } catch (RejectedExecutionException e) {
        // The loop has ended, and with it every order of things.
        worker.execute(task);
      }
    }

    private void waitFor(CompletableFuture<Void> task) {
      try {
        task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (Exception e) {
        throw new IllegalStateException("a task of a worker thread failed, or took more than " + PATIENCE_SECONDS + " s", e);
      }
    }

    @Override
    public void shutdown() {
      worker.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
      return worker.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
      return worker.isShutdown();
    }

    @Override
    public boolean isTerminated() {
      return worker.isTerminated();
    }

    @Override
    public boolean awaitTermination(long time, TimeUnit unit) throws InterruptedException {
      return worker.awaitTermination(time, unit);
    }
  }
}
