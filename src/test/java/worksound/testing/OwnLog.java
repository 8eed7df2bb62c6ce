package worksound.testing;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What is logged on the threads of one Vertx: others log beside it, for tests run beside one another in one JVM. */
public final class OwnLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final List<ILoggingEvent> lines = new CopyOnWriteArrayList<>();
  private final Vertx vertx;
  private final List<EventExecutor> eventLoops = new ArrayList<>();

  /** Keeps every line from now on until it is closed. */
  public OwnLog(Vertx vertx) {
    this.vertx = vertx;
    ((VertxInternal) vertx).nettyEventLoopGroup().forEach(eventLoops::add);
    start();
    root.addAppender(this);
  }

  /** Runs on the thread that logs. */
  @Override
  protected void append(ILoggingEvent line) {
    Context context = Vertx.currentContext();
    if (context == null ? eventLoops.stream().anyMatch(EventExecutor::inEventLoop) : context.owner() == vertx) {
      lines.add(line);
    }
  }

  /** The lines so far. */
  public List<ILoggingEvent> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    root.detachAppender(this);
  }
}
