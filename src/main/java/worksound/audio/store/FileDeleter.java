package worksound.audio.store;

import static worksound.messages.Addresses.SEGMENT_DELETED;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import worksound.messages.SegmentEvents.SegmentDeleted;
import worksound.messages.SegmentFiles;

/** Deletes files of segments, one at a time, and tells how it went. */
public final class FileDeleter {

  /** What a segment may have on disk. */
  public enum Kind {
    PART(SegmentFiles::part),
    BEST(SegmentFiles::best),
    RAW(SegmentFiles::raw),
    SEGMENT(SegmentFiles::segment),
    SEED(SegmentFiles::seed);

    private final Place place;

    Kind(Place place) {
      this.place = place;
    }
  }

  private interface Place {
    Path of(SegmentFiles files, String sessionId, int index);
  }

  private final Vertx vertx;
  private final FileWorker fileWorker;
  private final SegmentDirectory segmentDirectory;

  public FileDeleter(Vertx vertx, FileWorker fileWorker, SegmentDirectory segmentDirectory) {
    this.vertx = vertx;
    this.fileWorker = fileWorker;
    this.segmentDirectory = segmentDirectory;
  }

  /**
   * Deletes one file. Never fails. One that was never there is no event, but a segment always is: whoever lists segments takes it out then,
   * although somebody else has removed its file.
   */
  public Future<?> delete(String sessionId, int index, Kind kind) {
    Path file = kind.place.of(segmentDirectory.files(), sessionId, index);
    return fileWorker.run(() -> segmentDirectory.isOwned() && Files.deleteIfExists(file)).transform(existed -> {
      if (existed.failed() || existed.result() || kind == Kind.SEGMENT) {
        String error = existed.failed() ? existed.cause().toString() : null;
        SEGMENT_DELETED.publish(vertx,
          new SegmentDeleted(sessionId, index, kind.name().toLowerCase(Locale.ROOT), error == null, error, Instant.now()));
      }
      return Future.succeededFuture();
    });
  }
}
