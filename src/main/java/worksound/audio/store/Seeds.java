package worksound.audio.store;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import worksound.bus.Failure;
import worksound.config.SegmentConfig;
import worksound.messages.SegmentFiles;
import worksound.wav.WavException;
import worksound.wav.WavFile;

/** The seeds that segments are in-painted from, each built as soon as its source is there. */
public final class Seeds {

  private static final Logger LOG = LoggerFactory.getLogger(Seeds.class);

  private final FileWorker fileWorker;
  private final SegmentFiles files;
  private final SegmentConfig shape;
  private final FileDeleter fileDeleter;
  private Preparation prepared;
  /** The segment whose seed was last replaced by the kept one, −1 for none. */
  private int anchoredIndex = -1;

  /** The seed that is being built, or was, for the segment after the newest. */
  private record Preparation(String sessionId, int index, Future<Path> seed) {

    boolean isFor(String ofSession, int ofIndex) {
      return sessionId.equals(ofSession) && index == ofIndex;
    }
  }

  public Seeds(FileWorker fileWorker, SegmentFiles files, SegmentConfig shape, FileDeleter fileDeleter) {
    this.fileWorker = fileWorker;
    this.files = files;
    this.shape = shape;
    this.fileDeleter = fileDeleter;
  }

  /** Cuts a seed while its source is fresh, so that generation never waits for it and the raw source may go at once. */
  public Future<Path> prepare(String sessionId, int index) {
    Future<Path> building = fileWorker.run(() -> build(sessionId, index));
    building.onSuccess(built -> fileDeleter.delete(sessionId, index - 1, FileDeleter.Kind.RAW));
    prepared = new Preparation(sessionId, index, building);
    return building;
  }

  /** Keeps the seed of a segment, once it is cut, as the one that the music can go back to. */
  public void keepAnchor(String sessionId, int index) {
    if (prepared != null && prepared.isFor(sessionId, index)) {
      prepared.seed().compose(seed -> fileWorker.run(() -> copy(seed, files.anchor(sessionId))))
        .onFailure(e -> LOG.warn("session={} segment={} its beginning is not kept to be gone back to: {}", sessionId, index, e.toString()));
    }
  }

  /** The kept seed as that of a segment, in place of the one that was cut from the segment before it. */
  public Future<Path> anchored(String sessionId, int index) {
    Future<?> settled = prepared != null && prepared.isFor(sessionId, index) ? prepared.seed().otherwiseEmpty() : Future.succeededFuture();
    anchoredIndex = index;
    return settled.compose(v -> fileWorker.run(() -> {
      if (readable(files.anchor(sessionId)) == null) {
        throw Failure.SEGMENT_GONE.because("The music to go back to was removed from audio.dir or damaged.");
      }
      return copy(files.anchor(sessionId), files.seed(sessionId, index));
    }));
  }

  private static Path copy(Path from, Path to) throws IOException {
    Path unfinished = to.resolveSibling(to.getFileName().toString().replace(".wav", ".tmp"));
    try {
      Files.copy(from, unfinished, StandardCopyOption.REPLACE_EXISTING);
      return Files.move(unfinished, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** The seed as it was prepared; one for a segment that is made again still lies there from the first time. */
  public Future<Path> get(String sessionId, int index) {
    Future<?> settled = prepared != null && prepared.isFor(sessionId, index) ? prepared.seed().otherwiseEmpty() : Future.succeededFuture();
    Path kept = files.seed(sessionId, index);
    boolean isAnchored = index == anchoredIndex;
    anchoredIndex = isAnchored ? -1 : anchoredIndex;
    return settled.compose(v -> fileWorker.run(() -> readable(kept)))
      .compose(wav -> wav == null || isAnchored ? prepare(sessionId, index) : Future.succeededFuture(kept));
  }

  /** The session is over. */
  public void forget() {
    prepared = null;
    anchoredIndex = -1;
  }

  /** The WAV, null when there is none; a power cut may have left a file that is not one. */
  private static WavFile readable(Path file) throws IOException {
    try {
      return WavFile.open(file);
    } catch (NoSuchFileException e) {
      return null;
    } catch (WavException e) {
      LOG.warn("{} is damaged and is not used: {}", file, e.getMessage());
      return null;
    }
  }

  private WavFile source(String sessionId, int index) throws IOException {
    for (Path file : List.of(files.raw(sessionId, index), files.segment(sessionId, index))) {
      WavFile wav = readable(file);
      if (wav != null) {
        return wav;
      }
    }
    throw Failure.SEGMENT_GONE.because("The files of segment " + index + " were removed from audio.dir or damaged.");
  }

  private Path build(String sessionId, int index) throws IOException {
    WavFile source = source(sessionId, index - 1);
    Path seed = files.seed(sessionId, index);
    // Moved into place, so that a process that is killed here leaves no half of one behind.
    Path unfinished = seed.resolveSibling(index + ".seed.tmp");
    try {
      SeedBuilder.build(source, shape.overlapSeconds(), shape.seconds(), unfinished);
      return Files.move(unfinished, seed, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (WavException e) {
      throw Failure.SEGMENT_GONE.because("Segment " + (index - 1) + " cannot be continued: " + e.getMessage() + ".");
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
