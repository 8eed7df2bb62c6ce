package worksound.audio;

import static worksound.messages.Addresses.AUDIO_ACCEPT;
import static worksound.messages.Addresses.AUDIO_CLEAR;
import static worksound.messages.Addresses.AUDIO_FIND;
import static worksound.messages.Addresses.AUDIO_PING;
import static worksound.messages.Addresses.AUDIO_SEED;
import static worksound.messages.Addresses.AUDIO_TAKE_UP;
import static worksound.messages.Addresses.PROMPT_CHANGED;
import static worksound.messages.Addresses.SEGMENT_ACCEPTED;
import static worksound.messages.Addresses.SEGMENT_DELETED;
import static worksound.messages.Addresses.SEGMENT_DELIVERED;
import static worksound.messages.Addresses.SEGMENT_REJECTED;
import static worksound.messages.Addresses.SESSION_KEPT;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import worksound.config.AudioConfig;
import worksound.config.SegmentConfig;
import worksound.messages.AcceptSegment;
import worksound.messages.BuildSeed;
import worksound.messages.ClearSession;
import worksound.messages.Cleared;
import worksound.messages.Failure;
import worksound.messages.FindSegment;
import worksound.messages.FoundSegment;
import worksound.messages.KeptSession;
import worksound.messages.Pong;
import worksound.messages.PromptChanged;
import worksound.messages.Seed;
import worksound.messages.Segment;
import worksound.messages.SegmentAccepted;
import worksound.messages.SegmentDeleted;
import worksound.messages.SegmentDelivered;
import worksound.messages.SegmentFiles;
import worksound.messages.SegmentRejected;
import worksound.messages.SessionKept;
import worksound.messages.TakeUpSession;
import worksound.messages.TakenUp;

/** Owns the segment files: makes them playable, cuts seeds from them and deletes them. */
public final class AudioVerticle extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(AudioVerticle.class);

  private final AudioConfig config;
  private final SegmentConfig shape;
  private final Library library = new Library();
  private Shelf shelf;
  private SegmentFiles files;
  private Intake intake;
  private Keeper keeper;
  private WorkerExecutor workers;
  private Preparation prepared;
  /** The session that was cleared last; what still comes of it is too late. */
  private String cleared;
  /** Done when the segment that is being examined has its place, or was refused. */
  private Future<?> settling = Future.succeededFuture();

  /** The seed that is being built, or was, for the segment after the newest. */
  private record Preparation(String sessionId, int index, Future<Seed> seed) {
  }

  public AudioVerticle(AudioConfig config, SegmentConfig shape) {
    this.config = config;
    this.shape = shape;
  }

  @Override
  public Future<?> start() {
    workers = vertx.createSharedWorkerExecutor("audio", 2);
    return onDisk(() -> {
      shelf = Shelf.open(config.directory());
      files = shelf.files();
      Examiner examiner = new Examiner(shape.overlapSeconds(), new Gate(shape.seconds(), config.gate()));
      intake = new Intake(files, examiner, new GainChain(config.targetLufs()), shape.overlapSeconds());
      keeper = new Keeper(shelf);
      return keeper.open();
    }).onSuccess(this::offer).compose(kept -> Future.all(List.of(
      AUDIO_ACCEPT.answer(vertx, this::accept),
      AUDIO_SEED.answer(vertx, this::seed),
      AUDIO_FIND.answer(vertx, this::find),
      AUDIO_CLEAR.answer(vertx, this::clear),
      AUDIO_TAKE_UP.answer(vertx, this::takeUp),
      PROMPT_CHANGED.listen(vertx, this::promptChanged),
      AUDIO_PING.answer(vertx, ping -> Future.succeededFuture(new Pong("audio"))),
      SEGMENT_DELIVERED.listen(vertx, this::delivered))));
  }

  @Override
  public Future<?> stop() {
    return onDisk(() -> {
      if (shelf != null) {
        keeper.tidy();
        shelf.close();
      }
      return null;
    }).eventually(workers::close);
  }

  /** Answers when the part is out of the way, so that another attempt may be downloaded to its place. */
  private Future<Segment> accept(AcceptSegment request) {
    long begun = System.nanoTime();
    if (library.isTaken(request.sessionId(), request.index())) {
      return delete(request.sessionId(), request.index(), "part").compose(v -> Future.failedFuture(
        Failure.SEGMENT_TAKEN.because("Segment " + request.index() + " is on its way to a page and stays as it is.")));
    }
    Segment source = library.known(request.sessionId(), request.index() - 1);
    Future<Segment> accepted = onDisk(() -> take(request, source)).map(outcome -> {
      if (request.sessionId().equals(cleared)) {
        throw Failure.NO_SESSION.because("Session " + request.sessionId() + " is over.");
      }
      if (outcome.segment() == null) {
        SEGMENT_REJECTED.publish(vertx,
          new SegmentRejected(request.sessionId(), request.index(), outcome.words(), outcome.figures(), Instant.now()));
        throw Failure.SEGMENT_REJECTED.because(outcome.words());
      }
      accepted(request.sessionId(), outcome, (System.nanoTime() - begun) / 1e9);
      return outcome.segment();
    }).eventually(() -> delete(request.sessionId(), request.index(), "part"));
    settling = accepted.otherwiseEmpty();
    return accepted;
  }

  private Intake.Outcome take(AcceptSegment request, Segment source) throws IOException {
    Intake.Outcome outcome = intake.take(request, source);
    if (outcome.segment() != null) {
      keeper.keep(request.sessionId(), outcome.segment());
    }
    return outcome;
  }

  private void accepted(String sessionId, Intake.Outcome outcome, double seconds) {
    Segment segment = outcome.segment();
    library.add(sessionId, segment);
    SEGMENT_ACCEPTED.publish(vertx,
      new SegmentAccepted(sessionId, segment, seconds, outcome.words(), outcome.figures(), Instant.now()));
    delete(sessionId, segment.index(), "best");
    prepareSeed(sessionId, segment.index() + 1);
  }

  /** The seed as it was prepared; one for a segment that is made again still lies there from the first time. */
  private Future<Seed> seed(BuildSeed request) {
    boolean ready = prepared != null && prepared.sessionId().equals(request.sessionId()) && prepared.index() == request.index();
    if (ready && !prepared.seed().failed()) {
      return prepared.seed();
    }
    Path kept = files.seed(request.sessionId(), request.index());
    return onDisk(() -> Files.exists(kept) ? new Seed(request.sessionId(), request.index(), Files.size(kept), WavFile.open(kept).seconds()) : null)
      .compose(seed -> {
        if (seed != null) {
          return Future.succeededFuture(seed);
        }
        prepareSeed(request.sessionId(), request.index());
        return prepared.seed();
      });
  }

  /** Cuts the next seed while its source is fresh, so that generation never waits for it and the raw source may go at once. */
  private void prepareSeed(String sessionId, int index) {
    Future<Seed> building = onDisk(() -> {
      Path raw = files.raw(sessionId, index - 1);
      WavFile source = WavFile.open(Files.exists(raw) ? raw : files.segment(sessionId, index - 1));
      Path seed = files.seed(sessionId, index);
      // Moved into place, so that a process that is killed here leaves no half of one behind.
      WavFile built = SeedBuilder.build(source, shape.overlapSeconds(), shape.seconds(), seed.resolveSibling(index + ".seed.tmp"));
      Files.move(built.path(), seed, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return new Seed(sessionId, index, Files.size(seed), built.seconds());
    });
    building.onSuccess(built -> delete(sessionId, index - 1, "raw"));
    prepared = new Preparation(sessionId, index, building);
  }

  private Future<FoundSegment> find(FindSegment request) {
    return settling.map(settled -> {
      Segment segment = library.find(request.index());
      if (request.taking()) {
        library.take(segment.index());
      }
      String file = files.segment(library.sessionId(), segment.index()).toString();
      return new FoundSegment(library.sessionId(), segment.index(), file, segment.bytes(), segment.etag());
    });
  }

  private Future<Cleared> clear(ClearSession request) {
    cleared = request.sessionId();
    if (library.isOf(request.sessionId())) {
      library.clear();
      prepared = null;
    }
    return onDisk(() -> {
      intake.forget();
      keeper.forget(request.sessionId());
      return new Cleared(request.sessionId(), shelf.clear(files.session(request.sessionId())));
    }).onComplete(cleared -> LOG.info("session={} its folder was cleared: files={}", request.sessionId(), cleared.files()),
      e -> LOG.error("session={} its folder could not be cleared", request.sessionId(), e));
  }

  private void offer(KeptSession kept) {
    if (kept != null) {
      SESSION_KEPT.publish(vertx, new SessionKept(kept.sessionId(), kept.prompt(), kept.segment().index(), Instant.now()));
    }
  }

  private Future<TakenUp> takeUp(TakeUpSession request) {
    return onDisk(() -> keeper.takeUp(request.wanted())).map(kept -> {
      if (kept != null) {
        library.takeUp(kept.sessionId(), kept.segment());
      }
      return new TakenUp(kept);
    });
  }

  private void promptChanged(PromptChanged event) {
    onDisk(() -> {
      keeper.prompt(event.sessionId(), event.prompt());
      return null;
    });
  }

  private void delivered(SegmentDelivered event) {
    if (library.isOf(event.sessionId())) {
      library.forgetBefore(event.index()).forEach(index -> {
        delete(event.sessionId(), index, "segment");
        delete(event.sessionId(), index, "seed");
      });
      delete(event.sessionId(), event.index(), "seed");
      delete(event.sessionId(), event.index(), "best");
    }
  }

  /** Deletes one file and tells how it went; one that was never there is no event. Never fails. */
  private Future<?> delete(String sessionId, int index, String kind) {
    Path file = switch (kind) {
      case "segment" -> files.segment(sessionId, index);
      case "raw" -> files.raw(sessionId, index);
      case "seed" -> files.seed(sessionId, index);
      case "best" -> files.best(sessionId, index);
      default -> files.part(sessionId, index);
    };
    return onDisk(() -> Files.deleteIfExists(file)).transform(existed -> {
      if (existed.failed() || existed.result()) {
        String error = existed.failed() ? existed.cause().toString() : null;
        SEGMENT_DELETED.publish(vertx, new SegmentDeleted(sessionId, index, kind, error == null, error, Instant.now()));
      }
      return Future.succeededFuture();
    });
  }

  /** File work, one piece after the other in the order it was asked for, off the event loop. */
  private <T> Future<T> onDisk(Callable<T> work) {
    return workers.executeBlocking(work);
  }
}
