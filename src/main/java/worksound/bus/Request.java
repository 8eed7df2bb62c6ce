package worksound.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An address with one answerer. Generation is published as events and never waited for; what has to be done on disk before the answer
 * may take a while.
 *
 * @param timeout how long the answer is waited for; after that the request has failed with {@link Failure#UNAVAILABLE}
 * @param <Q>     what is asked
 * @param <A>     what is answered
 */
public record Request<Q extends Record, A extends Record>(String address, Duration timeout) {

  private static final Logger LOG = LoggerFactory.getLogger(Request.class);
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  /** For what is answered within 30 s. */
  public Request(String address) {
    this(address, DEFAULT_TIMEOUT);
  }

  /** Asks; fails with a {@link ReplyException}, see {@link Failure#of(Throwable)}. */
  public Future<A> ask(Vertx vertx, Q question) {
    return vertx.eventBus().<A>request(address, question, new DeliveryOptions().setSendTimeout(timeout.toMillis())).map(Message::body);
  }

  /**
   * Answers every question; a thrown or failed answer becomes its failure code. What nobody expected is logged here, where its stack
   * trace is, and kept from the one who asked. Completes when the address is heard.
   */
  public Future<Void> answer(Vertx vertx, Function<Q, Future<A>> answerer) {
    return vertx.eventBus().<Q>consumer(address, message ->
      Future.succeededFuture(message.body()).compose(answerer).onComplete(message::reply, e -> refuse(message, e))).completion();
  }

  private void refuse(Message<?> message, Throwable e) {
    Failure failure = Failure.of(e);
    if (failure == Failure.INTERNAL_ERROR && !(e instanceof ReplyException)) {
      LOG.error("{} could not be answered: {}", address, message.body(), e);
      message.fail(failure.number(), "The server failed; its log says why.");
    } else {
      message.fail(failure.number(), Failure.words(e));
    }
  }
}
