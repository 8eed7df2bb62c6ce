package worksound.audio.store;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import worksound.disk.PrivateFiles;
import worksound.messages.Segment;
import worksound.messages.SegmentFiles;
import worksound.messages.SessionFiles.ResumableSession;

/**
 * What resuming needs, as JSON: whole at any moment, since it is written beside and moved into place. For one thread at a time.
 */
public final class ResumeFile {

  private static final Logger LOG = LoggerFactory.getLogger(ResumeFile.class);
  private static final String NAME = "resume.json";
  /** A prompt of the longest length that is taken, escaped, and a segment's figures; what is larger is not ours. */
  private static final int MAX_BYTES = 1 << 20;
  /** A segment a second for 30 years; what is counted from here does not overflow. */
  private static final int MAX_INDEX = 1_000_000_000;

  private final Path file;

  /**
   * @param directory the folder it lies in
   */
  public ResumeFile(Path directory) {
    file = directory.resolve(NAME);
  }

  /** Replaces what was written before. It is whole on the disk before it takes that one's place, so a power cut leaves one of the two. */
  void write(ResumableSession kept) throws IOException {
    Path fresh = beside("tmp");
    SmallFile.replace(file, fresh, JsonObject.mapFrom(kept).encodePrettily(), true);
  }

  /** Null when there is none; one that cannot be used is renamed, with a line in the log, so that it is in nobody's way. */
  public ResumableSession read() throws IOException {
    try {
      Files.deleteIfExists(beside("tmp"));
      return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? parse() : null;
    } catch (AccessDeniedException e) {
      LOG.warn("{} is not this user's, so that no session can be resumed: {}", file, e.toString());
      return null;
    } catch (DecodeException | IllegalArgumentException | ClassCastException e) {
      Path aside = beside("corrupt");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      LOG.warn("{} cannot be used and was renamed to {}: {}", file, aside.getFileName(),
        String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
      return null;
    }
  }

  /** Takes the file from everyone but its owner, where an earlier version left it open to all. */
  void protect() throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      PrivateFiles.protect(file);
    }
  }

  /** Whether a file beside it is one of its own by its name. */
  static boolean isOwn(String name) {
    return name.equals(NAME) || name.equals(NAME + ".tmp") || name.equals(NAME + ".corrupt");
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  private ResumableSession parse() throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MAX_BYTES) {
      throw new IllegalArgumentException("expected a file of at most " + MAX_BYTES + " bytes");
    }
    ResumableSession kept = new JsonObject(Buffer.buffer(Files.readAllBytes(file))).mapTo(ResumableSession.class);
    require("session_id", kept.sessionId() != null && SegmentFiles.isSessionId(kept.sessionId()),
      "8 hexadecimal digits with a letter among them");
    require("prompt", kept.prompt() != null, "a text");
    Segment segment = kept.segment();
    require("segment", segment != null, "an object");
    require("segment.index", segment.index() >= 0 && segment.index() < MAX_INDEX, "0 to " + (MAX_INDEX - 1));
    require("segment.prompt", segment.prompt() != null, "a text");
    require("segment.etag", segment.etag() != null && segment.etag().matches("\"[!-~&&[^\"]]{1,200}\""), "a quoted entity tag");
    require("segment.gain_end_db", Math.abs(segment.gainEndDb()) < 200, "a gain in dB");
    return kept;
  }

  private static void require(String key, boolean fulfilled, String expected) {
    if (!fulfilled) {
      throw new IllegalArgumentException(key + " is not as expected: " + expected);
    }
  }

  private Path beside(String ending) {
    return file.resolveSibling(NAME + "." + ending);
  }
}
