package worksound.messages;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageProducer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.junit5.VertxExtension;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import worksound.bus.Failure;
import worksound.bus.RecordCodec;
import worksound.bus.Request;
import worksound.bus.Topic;
import worksound.messages.Liveness.Ping;
import worksound.messages.Liveness.Pong;

@ExtendWith(VertxExtension.class)
@Timeout(60)
class RequestTest {

  private static final Request<Ping, Pong> ECHO = new Request<>("test.echo", Duration.ofSeconds(10));
  private static final Request<Ping, Pong> IMPATIENT = new Request<>("test.impatient", Duration.ofMillis(50));

  private final Logger logger = (Logger) LoggerFactory.getLogger(Request.class.getPackageName());
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private Vertx vertx;

  @BeforeEach
  void open(Vertx given) {
    vertx = given;
    RecordCodec.register(vertx.eventBus());
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void close() {
    logger.detachAppender(log);
  }

  private void assertRefused(Function<Ping, Future<Pong>> answerer, Failure failure, String words) throws Exception {
    ECHO.answer(vertx, answerer).await(10, SECONDS);
    assertThatThrownBy(() -> ECHO.ask(vertx, new Ping()).await(10, SECONDS)).hasMessage(words)
      .satisfies(e -> assertThat(Failure.of(e)).isEqualTo(failure));
  }

  @Test
  void whatNobodyExpectedIsLoggedWhereItHappensAndKeptFromTheOneWhoAsks() throws Exception {
    IllegalStateException unexpected = new IllegalStateException("index 7 out of bounds");
    assertRefused(ping -> {
      throw unexpected;
    }, Failure.INTERNAL_ERROR, "The server failed; its log says why.");
    assertThat(log.list).singleElement().satisfies(line -> {
      assertThat(line.getFormattedMessage()).contains("test.echo");
      assertThat(line.getThrowableProxy().getMessage()).isEqualTo(unexpected.getMessage());
    });
  }

  @Test
  void aRefusalIsPassedOnInItsOwnWordsAndNotLogged() throws Exception {
    assertRefused(ping -> Future.failedFuture(Failure.NO_SESSION.because("Press Play first.")), Failure.NO_SESSION, "Press Play first.");
    assertThat(log.list).isEmpty();
  }

  @Test
  void anAnswerIsWaitedForAsLongAsPatienceLasts() throws Exception {
    IMPATIENT.answer(vertx, ping -> Promise.<Pong>promise().future()).await(10, SECONDS);
    assertThatThrownBy(() -> IMPATIENT.ask(vertx, new Ping()).await(10, SECONDS))
      .satisfies(e -> assertThat(Failure.of(e)).isEqualTo(Failure.UNAVAILABLE)).hasMessageContaining("50(ms)");
  }

  @Test
  void whatNobodyListensToIsPublishedAllTheSame() {
    assertThat(new Topic<Ping>("test.unheard").publish(vertx, new Ping()).await()).isNull();
  }

  @Test
  void whatCannotBePublishedIsLogged() {
    assertThat(publish(new ReplyException(ReplyFailure.NO_HANDLERS, "nobody")).succeeded()).isTrue();
    assertThat(log.list).isEmpty();
    assertThat(publish(new ReplyException(ReplyFailure.ERROR, "the connection is broken")).succeeded()).isTrue();
    assertThat(log.list).singleElement().satisfies(line -> {
      assertThat(line.getFormattedMessage()).contains("test.unpublished");
      assertThat(line.getThrowableProxy().getMessage()).isEqualTo("the connection is broken");
    });
  }

  /** Publishes on a bus where that fails. */
  private static Future<Void> publish(Throwable failure) {
    Object producer = answering(MessageProducer.class, "write", Future.failedFuture(failure));
    Object bus = answering(EventBus.class, "publisher", producer);
    return new Topic<Ping>("test.unpublished").publish(answering(Vertx.class, "eventBus", bus), new Ping());
  }

  private static <T> T answering(Class<T> type, String name, Object answer) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
      assertThat(method.getName()).isEqualTo(name);
      return answer;
    }));
  }

  @Test
  void aSlowDiskIsGivenMoreTimeThanAnythingElse() {
    assertThat(List.of(Addresses.AUDIO_ACCEPT, Addresses.AUDIO_PREPARE)).allMatch(request -> request.timeout().compareTo(Duration.ofMinutes(5)) >= 0);
  }

  @Test
  void aPageHearsThatNobodyAnswersLongBeforeItsOwnPatienceOfHalfAMinuteEnds() {
    assertThat(Addresses.AUDIO_FIND.timeout()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aPersonWhoStartsOrStopsIsToldWithinHalfAMinuteWhatTheDiskDoesNotDo() {
    assertThat(List.of(Addresses.AUDIO_CLEAR, Addresses.AUDIO_RESUME)).allMatch(request -> request.timeout().equals(Duration.ofSeconds(20)));
    assertThat(Addresses.SESSION_PROMPT.timeout()).isEqualTo(Duration.ofSeconds(30));
  }
}
