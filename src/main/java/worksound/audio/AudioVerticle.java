package worksound.audio;

import static worksound.messages.Addresses.AUDIO_ACCEPT;
import static worksound.messages.Addresses.AUDIO_CLEAR;
import static worksound.messages.Addresses.AUDIO_FIND;
import static worksound.messages.Addresses.AUDIO_PING;
import static worksound.messages.Addresses.AUDIO_SEED;
import static worksound.messages.Addresses.SEGMENT_ACCEPTED;
import static worksound.messages.Addresses.SEGMENT_DELETED;
import static worksound.messages.Addresses.SEGMENT_DELIVERED;
import static worksound.messages.Addresses.SEGMENT_REJECTED;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import worksound.config.AudioConfig;
import worksound.config.SegmentConfig;
import worksound.messages.AcceptSegment;
import worksound.messages.BuildSeed;
import worksound.messages.ClearSession;
import worksound.messages.Cleared;
import worksound.messages.Failure;
import worksound.messages.FindSegment;
import worksound.messages.FoundSegment;
import worksound.messages.Pong;
import worksound.messages.Seed;
import worksound.messages.Segment;
import worksound.messages.SegmentAccepted;
import worksound.messages.SegmentDeleted;
import worksound.messages.SegmentDelivered;
import worksound.messages.SegmentFiles;
import worksound.messages.SegmentRejected;

/** Owns the segment files: makes them playable, cuts seeds from them and deletes them. */
public final class AudioVerticle extends VerticleBase {

  private final AudioConfig config;
  private final SegmentConfig shape;
  private final Examiner examiner;
  private final Library library = new Library();
  private Shelf shelf;
  private SegmentFiles files;
  private WorkerExecutor workers;
  private Preparation prepared;

  /** The seed that is being built, or was, for the segment after the newest. */
  private record Preparation(String sessionId, int index, Future<Seed> seed) {
  }

  public AudioVerticle(AudioConfig config, SegmentConfig shape) {
    this.config = config;
    this.shape = shape;
    this.examiner = new Examiner(shape.seconds());
  }

  @Override
  public Future<?> start() {
    workers = vertx.createSharedWorkerExecutor("audio", 2);
    return onDisk(() -> {
      shelf = Shelf.open(config.directory());
      files = shelf.files();
      return shelf.clearAll();
    }).compose(cleared -> Future.all(List.of(
      AUDIO_ACCEPT.answer(vertx, this::accept),
      AUDIO_SEED.answer(vertx, this::seed),
      AUDIO_FIND.answer(vertx, this::find),
      AUDIO_CLEAR.answer(vertx, this::clear),
      AUDIO_PING.answer(vertx, ping -> Future.succeededFuture(new Pong("audio"))),
      SEGMENT_DELIVERED.listen(vertx, this::delivered))));
  }

  @Override
  public Future<?> stop() {
    return onDisk(() -> {
      if (shelf != null) {
        shelf.clearAll();
        shelf.close();
      }
      return null;
    }).eventually(workers::close);
  }

  private Future<Segment> accept(AcceptSegment request) {
    long begun = System.nanoTime();
    Path part = files.part(request.sessionId(), request.index());
    Path segmentFile = files.segment(request.sessionId(), request.index());
    return onDisk(() -> {
      Segment segment = examine(request, part);
      Files.move(part, segmentFile, StandardCopyOption.ATOMIC_MOVE);
      return segment;
    }).onSuccess(segment -> {
      library.add(request.sessionId(), segment);
      double seconds = (System.nanoTime() - begun) / 1e9;
      SEGMENT_ACCEPTED.publish(vertx, new SegmentAccepted(request.sessionId(), segment, seconds, Instant.now()));
      delete(request.sessionId(), segment.index(), "seed");
      prepareSeed(request.sessionId(), segment.index() + 1);
    }).onFailure(e -> {
      SEGMENT_REJECTED.publish(vertx, new SegmentRejected(request.sessionId(), request.index(), e.getMessage(), Instant.now()));
      delete(request.sessionId(), request.index(), "part");
    });
  }

  private Segment examine(AcceptSegment request, Path part) throws IOException {
    WavFile wav;
    Optional<String> fault;
    try {
      wav = WavFile.open(part);
      fault = examiner.fault(wav);
    } catch (WavException e) {
      throw Failure.SEGMENT_REJECTED.because(e.getMessage());
    }
    if (fault.isPresent()) {
      throw Failure.SEGMENT_REJECTED.because(fault.get());
    }
    double overlapSeconds = request.sourceIndex() == null ? 0 : shape.overlapSeconds();
    String etag = '"' + request.sessionId() + '-' + request.index() + '"';
    return new Segment(request.index(), request.sourceIndex(), request.prompt(), wav.seconds(), overlapSeconds,
      wav.format().sampleRate(), Files.size(part), etag, null, 0, null);
  }

  private Future<Seed> seed(BuildSeed request) {
    if (prepared == null || !prepared.sessionId().equals(request.sessionId()) || prepared.index() != request.index()
      || prepared.seed().failed()) {
      prepareSeed(request.sessionId(), request.index());
    }
    return prepared.seed();
  }

  /** Cuts the next seed while its source is fresh, so that generation never waits for it and the source may be deleted. */
  private void prepareSeed(String sessionId, int index) {
    prepared = new Preparation(sessionId, index, onDisk(() -> {
      WavFile source = WavFile.open(files.segment(sessionId, index - 1));
      WavFile seed = SeedBuilder.build(source, shape.overlapSeconds(), shape.seconds(), files.seed(sessionId, index));
      return new Seed(sessionId, index, Files.size(seed.path()), seed.seconds());
    }));
  }

  private Future<FoundSegment> find(FindSegment request) {
    Segment segment = library.find(request.index());
    String file = files.segment(library.sessionId(), segment.index()).toString();
    return Future.succeededFuture(
      new FoundSegment(library.sessionId(), segment.index(), file, segment.bytes(), segment.etag()));
  }

  private Future<Cleared> clear(ClearSession request) {
    if (library.isOf(request.sessionId())) {
      library.clear();
      prepared = null;
    }
    return onDisk(() -> new Cleared(request.sessionId(), shelf.clear(files.session(request.sessionId()))));
  }

  private void delivered(SegmentDelivered event) {
    if (library.isOf(event.sessionId())) {
      library.forgetBefore(event.index()).forEach(index -> delete(event.sessionId(), index, "segment"));
    }
  }

  /** Deletes one file and tells how it went; one that was never there is no event. */
  private void delete(String sessionId, int index, String kind) {
    Path file = switch (kind) {
      case "segment" -> files.segment(sessionId, index);
      case "seed" -> files.seed(sessionId, index);
      default -> files.part(sessionId, index);
    };
    onDisk(() -> Files.deleteIfExists(file)).onComplete(existed -> {
      if (existed.failed() || existed.result()) {
        String error = existed.failed() ? existed.cause().toString() : null;
        SEGMENT_DELETED.publish(vertx, new SegmentDeleted(sessionId, index, kind, error == null, error, Instant.now()));
      }
    });
  }

  /** File work, one piece after the other in the order it was asked for, off the event loop. */
  private <T> Future<T> onDisk(Callable<T> work) {
    return workers.executeBlocking(work);
  }
}
