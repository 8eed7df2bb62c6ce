package worksound.audio.store;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import worksound.messages.Playback.PlaybackReported;
import worksound.messages.Playback.ReportPlayback;
import worksound.messages.SessionFiles.ResumableSession;
import worksound.messages.Snapshot.Heard;

/**
 * Keeps which second of the session that {@link ResumeStore} keeps was heard last, as JSON in the session's folder. It is written every few
 * seconds, so not forced onto the disk: a power cut may cost it, and then the music goes on at the beginning of the segment that is kept.
 */
public final class HeardStore {

  /** Whoever plays reports every 2 s, so that every second report is written: what is kept is at most 4 s old. */
  static final Duration PAUSE = Duration.ofSeconds(3);

  private static final Logger LOG = LoggerFactory.getLogger(HeardStore.class);
  /** Two numbers with their names; what is larger is not ours. */
  private static final int MAX_BYTES = 1_000;

  private final FileWorker fileWorker;
  private final SegmentDirectory segmentDirectory;
  private final ResumeStore resumeStore;
  private volatile ReportPlayback newest;
  private Instant savedAt;
  /** Whether a write waits for the disk; no other one does then. */
  private boolean saving;
  /** What is in the file, null when nothing was written; for the file worker. */
  private Written written;
  /** The last write has failed; for the file worker. */
  private boolean failing;

  private record Written(String sessionId, Heard heard) {
  }

  public HeardStore(FileWorker fileWorker, SegmentDirectory segmentDirectory, ResumeStore resumeStore) {
    this.fileWorker = fileWorker;
    this.segmentDirectory = segmentDirectory;
    this.resumeStore = resumeStore;
  }

  /** Takes in what is heard. A clock that was set back says nothing of when it was written. For the event loop of the verticle. */
  public void reported(PlaybackReported event) {
    if (event.report().segmentIndex() == null) {
      return;
    }
    newest = event.report();
    boolean due = savedAt == null || Duration.between(savedAt, event.at()).abs().compareTo(PAUSE) >= 0;
    if (due && !saving) {
      saving = true;
      savedAt = event.at();
      fileWorker.run(this::save).onComplete(saved -> saving = false);
    }
  }

  /**
   * Writes what was heard last, unless that is written or its session is not kept any more. For the file worker, on which {@link #read} is
   * too.
   */
  public Void save() {
    ReportPlayback report = newest;
    ResumableSession kept = resumeStore.kept();
    if (report != null && kept != null && kept.sessionId().equals(report.sessionId())) {
      Written wanted = new Written(report.sessionId(), new Heard(report.segmentIndex(), report.positionSeconds()));
      if (!wanted.equals(written)) {
        save(wanted);
      }
    }
    return null;
  }

  private void save(Written wanted) {
    try {
      write(segmentDirectory.files().heard(wanted.sessionId), wanted.heard);
      written = wanted;
      failing = false;
    } catch (IOException e) {
      if (!failing) {
        LOG.warn("session={} segment={} what was heard last is not kept: {}", wanted.sessionId, wanted.heard.segmentIndex(), e.toString());
      }
      failing = true;
    }
  }

  private void write(Path file, Heard heard) throws IOException {
    segmentDirectory.requireOwned();
    Path fresh = file.resolveSibling("heard.tmp");
    SmallFile.replace(file, fresh, JsonObject.mapFrom(heard).encode(), false);
  }

  /** The second of a session that was heard last; null when that is not known. */
  public Heard read(String sessionId) {
    Path file = segmentDirectory.files().heard(sessionId);
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MAX_BYTES) {
        return null;
      }
      Heard heard = new JsonObject(Buffer.buffer(Files.readAllBytes(file))).mapTo(Heard.class);
      return heard.segmentIndex() >= 0 && heard.positionSeconds() >= 0 ? heard : null;
    } catch (IOException | DecodeException | IllegalArgumentException | ClassCastException e) {
      LOG.warn("{} cannot be used, so the music goes on at the beginning of its newest segment: {}", file,
        String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
      return null;
    }
  }
}
