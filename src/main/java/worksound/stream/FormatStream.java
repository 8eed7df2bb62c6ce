package worksound.stream;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import worksound.stream.encode.StreamEncoder;

/** The music in one format, and what a new listener of it gets at once. */
final class FormatStream {

  private final StreamEncoder encoder;
  private final Buffer header;
  private final int keptBlocks;
  private final Deque<Buffer> recent = new ArrayDeque<>();
  private long next;

  /**
   * @param lately     blocks that were mixed lately, to begin with
   * @param keptBlocks how many blocks a new listener gets at once
   */
  FormatStream(StreamEncoder encoder, Collection<float[]> lately, int keptBlocks) {
    this.encoder = encoder;
    this.header = Buffer.buffer(encoder.header());
    this.keptBlocks = keptBlocks;
    lately.forEach(block -> encode(block, true));
  }

  /**
   * Encodes the next block.
   *
   * @param block interleaved stereo
   * @param keep  whether a new listener is to get it too
   */
  Buffer encode(float[] block, boolean keep) {
    Buffer bytes = Buffer.buffer(encoder.encode(block, block.length / 2));
    next++;
    if (keep) {
      recent.add(bytes);
    }
    if (recent.size() > keptBlocks) {
      recent.remove();
    }
    return bytes;
  }

  /** Number of the next block. */
  long next() {
    return next;
  }

  /** What a new listener gets at once: the format's header, then the music of the last seconds. */
  List<Buffer> opening() {
    List<Buffer> opening = new ArrayList<>();
    opening.add(header);
    opening.addAll(recent);
    return opening.stream().filter(piece -> piece.length() > 0).toList();
  }
}
