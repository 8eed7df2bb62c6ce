package worksound.inference.loop;

import static worksound.messages.Addresses.GENERATION_FAILED;
import static worksound.messages.Addresses.GENERATION_FELL_BACK;
import static worksound.messages.Addresses.GENERATION_MOVED;
import static worksound.messages.Addresses.GENERATION_PAUSED;
import static worksound.messages.Addresses.GENERATION_PROGRESSED;
import static worksound.messages.Addresses.GENERATION_RESUMED;
import static worksound.messages.Addresses.PIECE_FAILED;
import static worksound.messages.Addresses.PIECE_REQUESTED;
import static worksound.messages.Addresses.PIECE_WITHDRAWN;
import static worksound.messages.Addresses.PROMPT_CHANGED;
import static worksound.messages.Addresses.SESSION_FAILED;

import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import worksound.inference.acestep.models.FallbackChain;
import worksound.inference.attempt.GenerationRequest;
import worksound.inference.attempt.Progress;
import worksound.inference.failure.AcestepException;
import worksound.inference.failure.Problem;
import worksound.messages.GenerationEvents.GenerationFailed;
import worksound.messages.GenerationEvents.GenerationFellBack;
import worksound.messages.GenerationEvents.GenerationMoved;
import worksound.messages.GenerationEvents.GenerationPaused;
import worksound.messages.GenerationEvents.GenerationProgressed;
import worksound.messages.GenerationEvents.GenerationResumed;
import worksound.messages.SessionEvents.PieceFailed;
import worksound.messages.SessionEvents.PieceRequested;
import worksound.messages.SessionEvents.PieceWithdrawn;
import worksound.messages.SessionEvents.PromptChanged;
import worksound.messages.SessionEvents.SessionFailed;
import worksound.messages.Snapshot.Explanation;

/** What the generation loop tells of its attempts. */
final class GenerationPublisher {

  private static final Logger LOG = LoggerFactory.getLogger(GenerationPublisher.class);
  private static final String SERVER_IS_BACK = "server-is-back";

  private final Vertx vertx;

  GenerationPublisher(Vertx vertx) {
    this.vertx = vertx;
  }

  /** How far an attempt is. */
  void progressed(GenerationRequest request, Progress of) {
    GENERATION_PROGRESSED.publish(vertx, new GenerationProgressed(request.sessionId(), request.index(), request.attempt(), of.taskId(),
      of.phase(), of.stage(), of.progress(), of.elapsedSeconds(), of.eta(), of.queuePosition(), of.reachable(), Instant.now()));
  }

  /** Another server generates from here on. @param lost why the one before was left, null when the new one was preferred all along */
  void moved(GenerationRequest request, String from, String to, AcestepException lost) {
    GENERATION_MOVED.publish(vertx, new GenerationMoved(request.sessionId(), request.index(), from, to,
      lost == null ? SERVER_IS_BACK : lost.problem().code(), lost == null ? to + " answers again." : lost.getMessage(),
      lost == null ? new Explanation(SERVER_IS_BACK, Map.of("host", to), null) : lost.explanation(), Instant.now()));
  }

  /** Nobody has listened for so long that nothing more is made. */
  void paused(Session session, double idleSeconds) {
    GENERATION_PAUSED.publish(vertx, new GenerationPaused(session.id, session.nextIndex(), "no-listener", idleSeconds, Instant.now()));
  }

  /** Somebody listens again. */
  void resumed(Session session) {
    GENERATION_RESUMED.publish(vertx, new GenerationResumed(session.id, session.nextIndex(), Instant.now()));
  }

  /** Other parameters are used from here on. */
  void fellBack(GenerationRequest request, AcestepException why, FallbackChain.ParameterSet to) {
    GENERATION_FELL_BACK.publish(vertx, new GenerationFellBack(request.sessionId(), request.index(), why.getMessage(), why.explanation(),
      to.model(), to.lmModel(), Instant.now()));
  }

  /** An attempt failed. @param retryInSeconds null when there is no other */
  void failed(GenerationRequest request, AcestepException failure, Double retryInSeconds) {
    if (failure.problem() == Problem.INTERNAL_ERROR) {
      LOG.error("session={} segment={} attempt failed", request.sessionId(), request.index(), failure.origin());
    }
    GENERATION_FAILED.publish(vertx, new GenerationFailed(request.sessionId(), request.index(), request.attempt(), failure.taskId(),
      failure.problem().code(), failure.getMessage(), failure.explanation(), retryInSeconds, Instant.now()));
  }

  /** The prompt in force is heard from another segment on than was said before. */
  void promptAppliesFrom(Session session, int index) {
    PROMPT_CHANGED.publish(vertx, new PromptChanged(session.id, session.prompt, index, Instant.now()));
  }

  /** A new piece was asked for. */
  void pieceRequested(Session session, int firstIndex, Double expectedSeconds) {
    PIECE_REQUESTED.publish(vertx, new PieceRequested(session.id, session.prompt, firstIndex, expectedSeconds, Instant.now()));
  }

  /** It was taken back. */
  void pieceWithdrawn(Session session) {
    PIECE_WITHDRAWN.publish(vertx, new PieceWithdrawn(session.id, Instant.now()));
  }

  /** It cannot be made. */
  void pieceFailed(Session session, int index, AcestepException failure) {
    PIECE_FAILED.publish(vertx, new PieceFailed(session.id, index, failure.problem().code(), failure.getMessage(),
      failure.explanation(), Instant.now()));
  }

  /** The loop cannot go on. */
  void gaveUp(Session session, int index, AcestepException failure) {
    SESSION_FAILED.publish(vertx, new SessionFailed(session.id, index, failure.problem().code(), failure.getMessage(),
      failure.explanation(), Instant.now()));
  }
}
