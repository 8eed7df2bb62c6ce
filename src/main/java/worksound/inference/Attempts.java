package worksound.inference;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import worksound.config.AcestepConfig;

/** Carries a turn through its attempts: again after a pause, with less, or no further, as the {@link Verdict} says. */
final class Attempts {

  private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

  private final Time time;
  private final AcestepConfig config;
  private final SegmentMaker maker;
  private final FallbackLadder ladder;
  private final SpeedCheck speed;
  private final LoopEvents told;
  private final BiConsumer<Order, Progress> progress;

  /** A turn that is being carried. */
  private record Carried(Turn turn, BooleanSupplier wanted, Promise<SegmentMaker.Made> end) {
  }

  /**
   * @param told     told what fails and what is used instead
   * @param progress told how far each attempt is
   */
  Attempts(SegmentMaker maker, LoopEvents told, BiConsumer<Order, Progress> progress) {
    this.time = maker.time;
    this.config = maker.config;
    this.maker = maker;
    this.ladder = new FallbackLadder(config.params(), config.fallback());
    this.speed = new SpeedCheck(config.fallbackSlowSegments());
    this.told = told;
    this.progress = progress;
  }

  /** Back to the first choice of models. */
  void reset() {
    if (ladder.reset()) {
      maker.durations.clear();
    }
    speed.reset();
  }

  /**
   * Makes a turn's segment.
   *
   * @param wanted false as soon as nobody waits for it any more: there is then no other attempt
   * @return what was made, or why there is no hope left; never ends when {@link Turn#retry} is cancelled
   */
  Future<SegmentMaker.Made> make(Turn turn, BooleanSupplier wanted) {
    Carried carried = new Carried(turn, wanted, Promise.promise());
    attempt(carried);
    return carried.end.future();
  }

  private void attempt(Carried it) {
    Order order = it.turn.next();
    maker.make(order, ladder.current(), it.wanted, how -> progress.accept(order, how))
      .onComplete(made -> succeeded(it, made), e -> failed(it, e));
  }

  private void succeeded(Carried it, SegmentMaker.Made made) {
    if (it.wanted.getAsBoolean() && speed.isTooSlow(made.realtimeFactor()) && ladder.canStepDown(Problem.TOO_SLOW)) {
      fallBack(it.turn, String.format(Locale.ROOT, "%d segments in a row took longer to make than to play, the last one %.1f s.",
        config.fallbackSlowSegments(), made.generationSeconds()));
    }
    it.end.complete(made);
  }

  private void failed(Carried it, Throwable e) {
    if (!it.wanted.getAsBoolean()) {
      it.end.fail(e);
      return;
    }
    AcestepException failure = AcestepException.of(e);
    Problem problem = failure.problem();
    Turn turn = it.turn;
    if (problem == Problem.INTERNAL_ERROR) {
      LOG.error("session={} segment={} attempt failed", turn.order.sessionId(), turn.order.index(), failure.origin());
    }
    if (turn.isReplacement()) {
      giveUp(it, failure);
      return;
    }
    turn.failed(failure);
    switch (Verdict.of(problem, turn.course(ladder.canStepDown(problem)), config.maxAttempts(), config.giveUpSeconds())) {
      case RETRY -> retry(it, failure,
        Backoff.seconds(turn.failures(), config.retrySeconds(), ThreadLocalRandom.current().nextDouble()));
      case FALL_BACK -> {
        fallBack(turn, failure.getMessage());
        retry(it, failure, config.retrySeconds().min());
      }
      case GIVE_UP -> useBestOrGiveUp(it, failure);
    }
  }

  private void fallBack(Turn turn, String reason) {
    ladder.stepDown();
    maker.durations.clear();
    turn.fellBack();
    told.fellBack(turn.order, reason, ladder.current());
  }

  private void retry(Carried it, AcestepException failure, double seconds) {
    told.failed(it.turn.order, failure, seconds);
    it.turn.pause(time.after(seconds, () -> attempt(it)));
  }

  private void useBestOrGiveUp(Carried it, AcestepException failure) {
    if (!it.turn.hasRefused() || failure.problem() == Problem.SEGMENT_REJECTED) {
      giveUp(it, failure);
      return;
    }
    told.failed(it.turn.order, failure, null);
    maker.bestOf(it.turn.order).onComplete(it.end::complete, none -> it.end.fail(failure));
  }

  private void giveUp(Carried it, AcestepException failure) {
    told.failed(it.turn.order, failure, null);
    it.end.fail(failure);
  }
}
