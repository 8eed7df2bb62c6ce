package worksound.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Consumer;

/**
 * An address for something that has happened; anyone may listen.
 *
 * @param <E> the event
 */
public record Topic<E extends Record>(String address) {

  /**
   * Completes when it has left for every listener, or there is none: an answer that is given after that does not overtake it, not
   * between nodes either.
   */
  public Future<Void> publish(Vertx vertx, E event) {
    return vertx.eventBus().<E>publisher(address).write(event).otherwiseEmpty();
  }

  /** Completes when the listener is heard. */
  public Future<Void> listen(Vertx vertx, Consumer<E> listener) {
    return vertx.eventBus().<E>consumer(address, message -> listener.accept(message.body())).completion();
  }
}
