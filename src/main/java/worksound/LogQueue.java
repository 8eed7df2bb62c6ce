package worksound;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Holds what the log has to say until its reader takes it, so that a reader who takes nothing (a stopped terminal, a stuck pipe) stops
 * nobody who logs. What does not fit any more is counted, and the count is logged when there is room again.
 */
final class LogQueue extends AsyncAppender {

  private static final int EVENTS = 1_024;
  /** Longest wait for the reader at the end, in milliseconds. */
  private static final int FLUSH_MILLIS = 1_000;

  private final LoggerContext context;
  private final AtomicLong lost = new AtomicLong();

  LogQueue(LoggerContext context) {
    this.context = context;
    setContext(context);
    setName("queue");
    setQueueSize(EVENTS);
    setDiscardingThreshold(0);
    setNeverBlock(true);
    setMaxFlushTime(FLUSH_MILLIS);
  }

  @Override
  protected void append(ILoggingEvent event) {
    // One place is kept for the count.
    if (getRemainingCapacity() < 2) {
      lost.incrementAndGet();
      return;
    }
    long count = lost.getAndSet(0);
    if (count > 0) {
      super.append(new LoggingEvent(LogQueue.class.getName(), context.getLogger(LogQueue.class), Level.WARN,
        count + " lines are missing here: the log was not read fast enough", null, null));
    }
    super.append(event);
  }
}
