package worksound.inference;

import static worksound.messages.Addresses.GENERATION_FAILED;
import static worksound.messages.Addresses.GENERATION_FELL_BACK;
import static worksound.messages.Addresses.GENERATION_PROGRESSED;
import static worksound.messages.Addresses.SESSION_FAILED;

import io.vertx.core.Vertx;
import java.time.Instant;
import worksound.messages.GenerationFailed;
import worksound.messages.GenerationFellBack;
import worksound.messages.GenerationProgressed;
import worksound.messages.SessionFailed;

/** What the generation loop tells of its attempts. */
final class LoopEvents {

  private final Vertx vertx;

  LoopEvents(Vertx vertx) {
    this.vertx = vertx;
  }

  /** How far an attempt is; that of a stopped session is what the current one waits for. */
  void progressed(Session current, Order order, Progress of) {
    boolean own = order.sessionId().equals(current.id);
    GENERATION_PROGRESSED.publish(vertx, own
      ? new GenerationProgressed(current.id, order.index(), order.attempt(), of.taskId(), of.stage(), of.progress(), of.elapsedSeconds(),
        of.eta(), of.queuePosition(), of.reachable(), Instant.now())
      : new GenerationProgressed(current.id, current.nextIndex(), 1, null, "waiting for the stopped session's task to end", 0, 0, null,
        1, of.reachable(), Instant.now()));
  }

  /** Other parameters are used from here on. */
  void fellBack(Order order, String reason, FallbackLadder.Rung to) {
    GENERATION_FELL_BACK.publish(vertx, new GenerationFellBack(order.sessionId(), order.index(), reason, to.model(), to.lmModel(),
      Instant.now()));
  }

  /** An attempt failed. @param retryInSeconds null when there is no other */
  void failed(Order order, AcestepException failure, Double retryInSeconds) {
    GENERATION_FAILED.publish(vertx, new GenerationFailed(order.sessionId(), order.index(), order.attempt(), failure.taskId(),
      failure.problem().code(), failure.getMessage(), retryInSeconds, Instant.now()));
  }

  /** The loop cannot go on. */
  void gaveUp(Order order, AcestepException failure) {
    SESSION_FAILED.publish(vertx, new SessionFailed(order.sessionId(), order.index(), failure.problem().code(), failure.getMessage(),
      Instant.now()));
  }
}
