package worksound.inference;

import static worksound.messages.Addresses.AUDIO_ACCEPT;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import worksound.config.AcestepConfig;
import worksound.config.SegmentConfig;
import worksound.messages.AcceptSegment;
import worksound.messages.Segment;
import worksound.messages.SegmentFiles;

/** Makes one segment: prepare, seed, submit, wait, download, have it examined. */
final class SegmentMaker {

  final Vertx vertx;
  final Time time;
  final AcestepClient client;
  final AcestepConfig config;
  final SegmentConfig shape;
  final SegmentFiles files;
  final Durations durations = new Durations();
  final Leftover leftover;
  final Room room;
  private final Preparation preparation;

  /**
   * What was made.
   *
   * @param generationSeconds time that ACE-Step took for it, null when it is an earlier attempt's
   * @param realtimeFactor    seconds of new music per second of generation, null likewise
   */
  record Made(Segment segment, Double generationSeconds, Double realtimeFactor) {
  }

  SegmentMaker(Vertx vertx, Time time, AcestepClient client, AcestepConfig config, SegmentConfig shape, SegmentFiles files,
               Room.Disk disk) {
    this.vertx = vertx;
    this.time = time;
    this.client = client;
    this.config = config;
    this.shape = shape;
    this.files = files;
    this.room = new Room(files.directory(), shape, disk);
    this.leftover = new Leftover(time, client, config.taskTimeoutSeconds());
    this.preparation = new Preparation(client);
  }

  /**
   * Makes the segment.
   *
   * @param wanted   false as soon as nobody waits for it any more; its task is then still followed to the end, since it cannot be
   *                 cancelled, and what it made is left alone
   * @param progress told how far it is
   * @return what was made; any failure is an {@link AcestepException} or {@link Abandoned}
   */
  Future<Made> make(Order order, FallbackLadder.Rung rung, BooleanSupplier wanted, Consumer<Progress> progress) {
    Attempt attempt = new Attempt(this, order, rung, progress);
    // Within compose whatever the first step throws is a failure like any other.
    return Future.succeededFuture().compose(v -> room.check())
      .compose(v -> preparation.prepare(rung, attempt::tell, durations))
      .compose(v -> ifWanted(wanted, () -> leftover.isSuspected() ? attempt.untilLeftoverIsGone(wanted) : Future.succeededFuture()))
      .compose(v -> ifWanted(wanted, attempt::seed))
      .compose(v -> ifWanted(wanted, attempt::submit))
      .compose(v -> attempt.watch(wanted))
      .compose(state -> ifWanted(wanted, () -> attempt.download(state)))
      .compose(v -> ifWanted(wanted, attempt::accept))
      .recover(e -> Future.failedFuture(e instanceof Abandoned ? e : AcestepException.of(e).about(attempt.taskId())));
  }

  /** Uses the best of the attempts at a segment that were refused, when the last attempt brought nothing. */
  Future<Made> bestOf(Order order) {
    return AUDIO_ACCEPT.ask(vertx, new AcceptSegment(order.sessionId(), order.index(), order.sourceIndex(), order.prompt(), true))
      .map(segment -> new Made(segment, null, null));
  }

  private interface Step<T> {
    Future<T> take();
  }

  private static <T> Future<T> ifWanted(BooleanSupplier wanted, Step<T> step) {
    return wanted.getAsBoolean() ? step.take() : Future.failedFuture(new Abandoned());
  }

  /** The segment is not wanted any more. */
  static final class Abandoned extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Abandoned() {
      super("abandoned", null, false, false);
    }
  }
}
