package worksound;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LogTest {

  private static final Pattern MISSING = Pattern.compile("(\\d+) lines are missing here: the log was not read fast enough");

  private final LoggerContext context = new LoggerContext();

  @Test
  void noTextCanForgeALine() {
    String line = lines().doLayout(event("calm\n00:00:00.000 ERROR forged\u2028\u202e\u0085\u009b31m", null));
    assertThat(line).matches("\\d\\d:.* INFO  test +calm\\\\u000a00:00:00.000 ERROR forged\\\\u2028\\\\u202e\\\\u0085\\\\u009b31m\n");
  }

  @Test
  void theWordsOfAnExceptionCannotForgeALineEither() {
    Exception cause = new IllegalStateException("half\n00:00:00.000 ERROR forged\u001b[2J");
    String text = lines().doLayout(event("failed", new IllegalArgumentException("first\r\n00:00:00.000 ERROR forged", cause)));
    assertThat(text.lines().skip(1)).anyMatch(line -> line.startsWith("Caused by: java.lang.IllegalStateException: half"))
      .noneMatch(line -> line.startsWith("00:") || line.contains("\u001b")).anyMatch(line -> line.startsWith("\tat worksound.LogTest"));
  }

  @Test
  void aReaderThatIsStuckLosesLinesAndIsToldHowMany() throws Exception {
    context.setMDCAdapter(new LogbackMDCAdapter());
    Semaphore read = new Semaphore(0);
    List<String> written = new CopyOnWriteArrayList<>();
    LogQueue queue = new LogQueue(context);
    AppenderBase<ILoggingEvent> reader = new AppenderBase<>() {
      @Override
      protected void append(ILoggingEvent event) {
        read.acquireUninterruptibly();
        written.add(event.getFormattedMessage());
      }
    };
    reader.setContext(context);
    reader.start();
    queue.addAppender(reader);
    queue.start();
    for (int i = 0; i < 3_000; i++) {
      queue.doAppend(event("line " + i, null));
    }
    read.release(5_000);
    while (queue.getNumberOfElementsInQueue() > 0) {
      assertThat(Thread.interrupted()).as("the time is up").isFalse();
      Thread.onSpinWait();
    }
    queue.doAppend(event("the last line", null));
    queue.stop();
    int kept = (int) written.stream().filter(line -> line.startsWith("line ")).count();
    assertThat(kept).as("a queue of 1,024, and as many that the writer has taken out of it").isBetween(1_000, 2_060);
    assertThat(written).startsWith("line 0").endsWith("the last line");
    // More than one gap when the writer takes a batch out of the queue meanwhile.
    assertThat(written.stream().map(MISSING::matcher).filter(Matcher::matches).mapToInt(gap -> Integer.parseInt(gap.group(1))).sum())
      .isEqualTo(3_000 - kept).isPositive();
  }

  private LogLines lines() {
    LogLines lines = new LogLines();
    lines.setContext(context);
    lines.start();
    return lines;
  }

  private LoggingEvent event(String words, Exception thrown) {
    return new LoggingEvent(LogTest.class.getName(), context.getLogger("test"), Level.INFO, words, thrown, null);
  }
}
