package worksound.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An address for something that has happened; anyone may listen.
 *
 * @param <E> the event
 */
public record Topic<E extends Record>(String address) {

  private static final Logger LOG = LoggerFactory.getLogger(Topic.class);

  /**
   * Completes when it has left for every listener, or there is none: an answer that is given after that does not overtake it, not
   * between nodes either. It never fails: what could not leave is logged.
   */
  public Future<Void> publish(Vertx vertx, E event) {
    return vertx.eventBus().<E>publisher(address).write(event).onFailure(e -> {
      if (!isUnheard(e)) {
        LOG.warn("{} could not be published", address, e);
      }
    }).otherwiseEmpty();
  }

  private static boolean isUnheard(Throwable e) {
    return e instanceof ReplyException reply && reply.failureType() == ReplyFailure.NO_HANDLERS;
  }

  /** Completes when the listener is heard. */
  public Future<Void> listen(Vertx vertx, Consumer<E> listener) {
    return vertx.eventBus().<E>consumer(address, message -> listener.accept(message.body())).completion();
  }
}
