package worksound;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.util.List;
import java.util.stream.Collectors;
import worksound.text.Printable;

/** How an event of the log is written: one line, and the lines of a stack trace, which cannot be taken for events. */
final class LogLines extends PatternLayout {

  private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %-18logger{0} %msg%n%ex";

  LogLines() {
    getInstanceConverterMap().put("msg", Message::new);
    getInstanceConverterMap().put("ex", Trace::new);
    setPattern(PATTERN);
  }

  private static final class Message extends MessageConverter {

    @Override
    public String convert(ILoggingEvent event) {
      return Printable.of(super.convert(event));
    }
  }

  private static final class Trace extends ThrowableProxyConverter {

    private static final List<String> BEGINNINGS = List.of("\t", "Caused by: ", "Wrapped by: ");

    /** The words of an exception may have several lines: those after the first are indented too. */
    @Override
    protected String throwableProxyToString(IThrowableProxy thrown) {
      String[] lines = super.throwableProxyToString(thrown).split("\n");
      return lines.length == 0 ? "" : printable(lines[0]) + List.of(lines).subList(1, lines.length).stream()
        .map(line -> BEGINNINGS.stream().anyMatch(line::startsWith) ? printable(line) : "\t" + printable(line))
        .collect(Collectors.joining("\n", "\n", "\n"));
    }

    private static String printable(String line) {
      String text = line.stripLeading();
      return line.substring(0, line.length() - text.length()).replaceAll("[^\t ]", "") + Printable.of(text.stripTrailing());
    }
  }
}
