package worksound.audio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import worksound.messages.KeptSession;
import worksound.messages.Segment;

/**
 * What resuming needs, as JSON: whole at any moment, since it is written beside and moved into place. For one thread at a time.
 */
final class StateFile {

  private static final Logger LOG = LoggerFactory.getLogger(StateFile.class);
  private static final String NAME = "resume.json";
  /** What is made into a folder's name has no way out of it. */
  private static final Pattern SESSION_ID = Pattern.compile("[0-9A-Za-z]{1,64}");
  private static final int MAX_BYTES = 1 << 20;

  private final Path file;

  /**
   * @param directory the folder it lies in
   */
  StateFile(Path directory) {
    file = directory.resolve(NAME);
  }

  /** Replaces what was written before. It is whole on the disk before it takes that one's place, so a power cut leaves one of the two. */
  void write(KeptSession kept) throws IOException {
    Path fresh = beside("tmp");
    try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
      StandardOpenOption.WRITE)) {
      SampleBytes.write(out, ByteBuffer.wrap(JsonObject.mapFrom(kept).encodePrettily().getBytes(UTF_8)));
      out.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Null when there is none; one that cannot be used is renamed, with a line in the log, so that it is in nobody's way. */
  KeptSession read() throws IOException {
    Files.deleteIfExists(beside("tmp"));
    if (!Files.exists(file)) {
      return null;
    }
    try {
      return parse();
    } catch (DecodeException | IllegalArgumentException | ClassCastException e) {
      Path aside = beside("corrupt");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      LOG.warn("{} cannot be used and was renamed to {}: {}", file, aside.getFileName(), String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
      return null;
    }
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  private KeptSession parse() throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
      throw new IllegalArgumentException("expected a file of at most " + MAX_BYTES + " bytes");
    }
    KeptSession kept = new JsonObject(Buffer.buffer(Files.readAllBytes(file))).mapTo(KeptSession.class);
    require("session_id", kept.sessionId() != null && SESSION_ID.matcher(kept.sessionId()).matches(), "letters and digits");
    require("prompt", kept.prompt() != null, "a text");
    Segment segment = kept.segment();
    require("segment", segment != null, "an object");
    require("segment.index", segment.index() >= 0, "0 or more");
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
