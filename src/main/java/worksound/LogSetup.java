package worksound;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.LoggerFactory;

/**
 * The log: one line an event on standard output, written by a thread of its own. Logback finds it as a service; reading the same from XML
 * takes a third of the time that starting takes. A file named by the system property {@code logback.configurationFile} is used instead.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (System.getProperty("logback.configurationFile") != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    context.getLogger("io.netty").setLevel(Level.WARN);
    context.getLogger("io.vertx").setLevel(Level.WARN);
    // They have an error or a stack trace for everyone who hangs up in the middle of a download; what it means, the connection's user says.
    context.getLogger("io.vertx.core.net.impl.VertxConnection").setLevel(Level.OFF);
    context.getLogger("io.vertx.core.net.impl.ConnectionBase").setLevel(Level.OFF);
    // What the launcher has to say of a failed start, worksound says in one line.
    context.getLogger("io.vertx.launcher.application").setLevel(Level.OFF);
    context.getLogger("ROOT").setLevel(Level.INFO);
    context.getLogger("ROOT").addAppender(queue(context));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static LogQueue queue(LoggerContext context) {
    LogLines lines = new LogLines();
    lines.setContext(context);
    lines.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setLayout(lines);
    encoder.start();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setName("console");
    console.setEncoder(encoder);
    console.start();
    LogQueue queue = new LogQueue(context);
    queue.addAppender(console);
    queue.start();
    return queue;
  }

  /** From here on a connection that comes in may find its server half closed, which Netty would tell with a stack trace. */
  static void muteNettyForShutdown() {
    ((Logger) LoggerFactory.getLogger("io.netty")).setLevel(Level.OFF);
  }

  /** Writes what is still queued, for a second at most, and nothing after it. */
  static void end() {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
  }
}
