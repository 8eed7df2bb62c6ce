package worksound.messages;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import java.util.function.Function;

/**
 * An address with one answerer. The reply, or a failure code, comes at once: work that takes longer is told by events.
 *
 * @param <Q> what is asked
 * @param <A> what is answered
 */
public record Request<Q extends Record, A extends Record>(String address) {

  /** Asks; fails with a {@link io.vertx.core.eventbus.ReplyException}, see {@link Failure#of(Throwable)}. */
  public Future<A> ask(Vertx vertx, Q question) {
    return vertx.eventBus().<A>request(address, question).map(Message::body);
  }

  /** Answers every question; a thrown or failed answer becomes its failure code. Completes when the address is heard. */
  public Future<Void> answer(Vertx vertx, Function<Q, Future<A>> answerer) {
    return vertx.eventBus().<Q>consumer(address, message ->
      Future.succeededFuture(message.body()).compose(answerer)
        .onComplete(message::reply, e -> message.fail(Failure.of(e).number(), Failure.words(e)))).completion();
  }
}
