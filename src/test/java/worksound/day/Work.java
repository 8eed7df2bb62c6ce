package worksound.day;

import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.core.spi.metrics.ClientMetrics;
import io.vertx.core.spi.metrics.EventBusMetrics;
import io.vertx.core.spi.metrics.HttpClientMetrics;
import io.vertx.core.spi.metrics.PoolMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import io.vertx.core.spi.observability.HttpRequest;
import io.vertx.core.spi.observability.HttpResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What a Vert.x is busy with, as its own metrics tell: requests that wait for an answer and tasks on its worker threads. */
final class Work implements VertxMetricsFactory, VertxMetrics {

  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicLong moves = new AtomicLong();
  private volatile Runnable whenDone = () -> { };

  /** Pieces of work that have begun and not ended. */
  int underWay() {
    return underWay.get();
  }

  /** Rises with everything that begins, moves on or ends. */
  long moves() {
    return moves.get();
  }

  /** Something begins that the metrics do not know of. */
  void begin() {
    underWay.incrementAndGet();
    moves.incrementAndGet();
  }

  /** And ends. */
  void end() {
    moves.incrementAndGet();
    if (underWay.decrementAndGet() <= 0) {
      whenDone.run();
    }
  }

  /** Runs an action, on any thread, whenever the last piece of work has ended. */
  void whenDone(Runnable action) {
    whenDone = action;
  }

  /** Forgets what was begun and will never end: tasks that a verticle took with it when it was taken down. */
  void forget() {
    underWay.set(0);
  }

  @Override
  public VertxMetrics metrics(VertxOptions options) {
    return this;
  }

  @Override
  public EventBusMetrics<?> createEventBusMetrics() {
    return new EventBusMetrics<Void>() {
      @Override
      public void messageSent(String address, boolean publish, boolean local, boolean remote) {
        moves.incrementAndGet();
      }
    };
  }

  @Override
  public PoolMetrics<?, ?> createPoolMetrics(String type, String name, int maxSize) {
    return !"worker".equals(type) ? null : new PoolMetrics<Void, Void>() {
      @Override
      public Void enqueue() {
        Work.this.begin();
        return null;
      }

      @Override
      public void end(Void task) {
        Work.this.end();
      }
    };
  }

  @Override
  public HttpClientMetrics<?, ?, ?> createHttpClientMetrics(HttpClientOptions options) {
    return new HttpClientMetrics<AtomicBoolean, Void, Void>() {
      @Override
      public ClientMetrics<AtomicBoolean, HttpRequest, HttpResponse> createEndpointMetrics(SocketAddress address, int maxPoolSize) {
        return new Requests();
      }
    };
  }

  /** Requests to one address; each is counted until it is answered or given up. */
  private final class Requests implements ClientMetrics<AtomicBoolean, HttpRequest, HttpResponse> {

    @Override
    public AtomicBoolean requestBegin(String uri, HttpRequest request) {
      begin();
      return new AtomicBoolean(true);
    }

    @Override
    public void responseBegin(AtomicBoolean open, HttpResponse response) {
      moves.incrementAndGet();
    }

    @Override
    public void responseEnd(AtomicBoolean open, long bytesRead) {
      close(open);
    }

    @Override
    public void requestReset(AtomicBoolean open) {
      close(open);
    }

    private void close(AtomicBoolean open) {
      if (open != null && open.compareAndSet(true, false)) {
        end();
      }
    }
  }
}
