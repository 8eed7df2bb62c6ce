package worksound.audio;

import static worksound.messages.Addresses.AUDIO_ACCEPT;
import static worksound.messages.Addresses.AUDIO_CLEAR;
import static worksound.messages.Addresses.AUDIO_FIND;
import static worksound.messages.Addresses.AUDIO_PING;
import static worksound.messages.Addresses.AUDIO_PREPARE;
import static worksound.messages.Addresses.AUDIO_RESUME;
import static worksound.messages.Addresses.PLAYBACK_REPORTED;
import static worksound.messages.Addresses.PROMPT_CHANGED;
import static worksound.messages.Addresses.SEGMENT_DELIVERED;
import static worksound.messages.Addresses.SESSION_KEPT;
import static worksound.messages.Addresses.STATUS_STARTED;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import worksound.audio.analysis.GainChain;
import worksound.audio.analysis.Gate;
import worksound.audio.analysis.SegmentAnalyzer;
import worksound.audio.store.DiskSpaceCheck;
import worksound.audio.store.FileDeleter;
import worksound.audio.store.FileWorker;
import worksound.audio.store.HeardStore;
import worksound.audio.store.ResumeStore;
import worksound.audio.store.Seeds;
import worksound.audio.store.SegmentDirectory;
import worksound.audio.store.SegmentRegistry;
import worksound.config.AudioConfig;
import worksound.config.SegmentConfig;
import worksound.messages.Liveness.Pong;
import worksound.messages.SegmentFiles;
import worksound.messages.SegmentRequests.PrepareSegment;
import worksound.messages.SegmentRequests.PreparedSegment;
import worksound.messages.SessionEvents.PromptChanged;
import worksound.messages.SessionEvents.SessionKept;
import worksound.messages.SessionFiles.ClearSession;
import worksound.messages.SessionFiles.Cleared;
import worksound.messages.SessionFiles.ResumableSession;
import worksound.messages.SessionFiles.ResumeSession;
import worksound.messages.SessionFiles.ResumedSession;

/** Owns the segment files: makes them playable, cuts seeds from them and deletes them. */
public final class AudioVerticle extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(AudioVerticle.class);

  private final AudioConfig config;
  private final SegmentConfig shape;
  private final DiskSpaceCheck diskSpace;
  private final SegmentRegistry registry = new SegmentRegistry();
  private FileWorker fileWorker;
  private SegmentDirectory segmentDirectory;
  private SegmentFiles files;
  private SegmentImporter importer;
  private ResumeStore resumeStore;
  private HeardStore heardStore;
  private Seeds seeds;
  private SegmentAcceptance acceptance;
  private SegmentDelivery delivery;
  /** The prompt that is to be kept for resuming and is not yet, null for none. */
  private final AtomicReference<PromptChanged> unsavedPrompt = new AtomicReference<>();

  public AudioVerticle(AudioConfig config, SegmentConfig shape) {
    this(config, shape, DiskSpaceCheck.Disk.REAL);
  }

  AudioVerticle(AudioConfig config, SegmentConfig shape, DiskSpaceCheck.Disk disk) {
    this.config = config;
    this.shape = shape;
    this.diskSpace = new DiskSpaceCheck(shape, disk);
  }

  @Override
  public Future<?> start() {
    fileWorker = new FileWorker(vertx);
    return fileWorker.run(this::open).onSuccess(this::offer).compose(kept -> Future.all(List.of(
      AUDIO_PREPARE.answer(vertx, this::prepare),
      AUDIO_ACCEPT.answer(vertx, request -> acceptance.accept(request)),
      AUDIO_FIND.answer(vertx, request -> delivery.find(request)),
      AUDIO_CLEAR.answer(vertx, this::clear),
      AUDIO_RESUME.answer(vertx, this::resume),
      PROMPT_CHANGED.listen(vertx, this::promptChanged),
      AUDIO_PING.answer(vertx, ping -> Future.succeededFuture(new Pong())),
      SEGMENT_DELIVERED.listen(vertx, event -> delivery.delivered(event)),
      PLAYBACK_REPORTED.listen(vertx, event -> heardStore.reported(event)),
      STATUS_STARTED.listen(vertx, status -> fileWorker.run(this::kept).onSuccess(this::offer)))));
  }

  /** Takes the folder; what an earlier process kept in it, null when nothing can be used. */
  private SessionKept open() throws IOException {
    segmentDirectory = SegmentDirectory.open(config.directory());
    files = segmentDirectory.files();
    SegmentAnalyzer analyzer = new SegmentAnalyzer(shape.overlapSeconds(), new Gate(shape.seconds(), config.gate()),
      work -> vertx.executeBlocking(Executors.callable(work), false));
    importer = new SegmentImporter(files, analyzer, new GainChain(config.targetLufs()), shape.overlapSeconds());
    resumeStore = new ResumeStore(segmentDirectory, shape);
    heardStore = new HeardStore(fileWorker, segmentDirectory, resumeStore);
    FileDeleter fileDeleter = new FileDeleter(vertx, fileWorker, segmentDirectory);
    seeds = new Seeds(fileWorker, files, shape, fileDeleter);
    acceptance = new SegmentAcceptance(vertx, fileWorker, segmentDirectory, registry, importer, resumeStore, fileDeleter, seeds);
    delivery = new SegmentDelivery(vertx, files, registry, acceptance, fileDeleter);
    resumeStore.open();
    return kept();
  }

  private SessionKept kept() {
    ResumableSession kept = resumeStore.kept();
    return kept == null ? null : new SessionKept(kept.sessionId(), kept.prompt(), kept.segment().index(), heardStore.read(kept.sessionId()),
      Instant.now());
  }

  @Override
  public Future<?> stop() {
    // What is under way needs the file worker several times more before the next process can go on from it.
    Future<?> settled = acceptance == null ? Future.succeededFuture() : acceptance.settled();
    return settled.eventually(() -> fileWorker.run(this::leave)).eventually(fileWorker::close);
  }

  private Void leave() throws IOException {
    if (segmentDirectory != null) {
      heardStore.save();
      resumeStore.deleteUnneeded();
      segmentDirectory.close();
    }
    return null;
  }

  private Future<PreparedSegment> prepare(PrepareSegment request) {
    return fileWorker.run(() -> segmentDirectory.createSession(request.sessionId(), diskSpace))
      .compose(v -> seed(request))
      .map(seed -> new PreparedSegment(seed == null ? null : seed.toString(), files.part(request.sessionId(), request.index()).toString()));
  }

  private Future<Path> seed(PrepareSegment request) {
    if (request.sourceIndex() == null) {
      return Future.succeededFuture();
    }
    return request.sourceIndex() == request.index() - 1 ? seeds.get(request.sessionId(), request.index())
      : seeds.anchored(request.sessionId(), request.index());
  }

  private Future<Cleared> clear(ClearSession request) {
    acceptance.cancel(request.sessionId());
    if (registry.isOf(request.sessionId())) {
      registry.clear();
      seeds.forget();
    }
    return fileWorker.run(() -> {
      importer.forget();
      resumeStore.forget(request.sessionId());
      return new Cleared(request.sessionId(), segmentDirectory.clear(files.session(request.sessionId())));
    }).onComplete(cleared -> LOG.info("session={} its folder was cleared: files={}", request.sessionId(), cleared.files()),
      e -> LOG.error("session={} its folder could not be cleared", request.sessionId(), e));
  }

  /** What is kept may be taken up, unless it is what plays. */
  private void offer(SessionKept kept) {
    if (kept != null && !registry.isOf(kept.sessionId())) {
      SESSION_KEPT.publish(vertx, kept);
    }
  }

  private Future<ResumedSession> resume(ResumeSession request) {
    return fileWorker.run(() -> resumeStore.resumeOrDiscard(request.wanted())).map(kept -> {
      if (kept != null) {
        registry.resume(kept.sessionId(), kept.segment());
      }
      return new ResumedSession(kept);
    });
  }

  /** One write waits at a time, of the newest prompt: a disk may be slower than a person, or a script, changes it. */
  private void promptChanged(PromptChanged event) {
    if (unsavedPrompt.getAndSet(event) == null) {
      fileWorker.run(() -> {
        PromptChanged newest = unsavedPrompt.getAndSet(null);
        resumeStore.prompt(newest.sessionId(), newest.prompt());
        return null;
      });
    }
  }
}
