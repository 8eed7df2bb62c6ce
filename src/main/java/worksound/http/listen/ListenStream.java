package worksound.http.listen;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import worksound.messages.Playback.StreamFrames;

/**
 * One listener's connection. What it does not take at once waits, by reference, up to {@link #MOST_WAITING} pieces; then all that waits is
 * given up and it hears on with what comes next. One that takes nothing at all for {@link #STALLED} pieces is hung up on.
 */
final class ListenStream {

  /** Eight seconds in pieces of 0.1 s: more than the opening, less than a player that is merely slow needs to notice. */
  static final int MOST_WAITING = 80;
  /** Twenty seconds. */
  static final int STALLED = 200;

  private final HttpServerResponse response;
  private final IcyMetadata metadata;
  private final Deque<Buffer> waiting = new ArrayDeque<>();
  private String title;
  private long next;
  private int sinceTaken;
  private int skipped;
  private boolean ending;

  /**
   * @param metadata puts titles into the stream, null where none are asked for
   * @param opening  what is sent at once
   * @param next     number of the first frames that are not in the opening
   */
  ListenStream(HttpServerResponse response, IcyMetadata metadata, List<Buffer> opening, String title, long next) {
    this.response = response;
    this.metadata = metadata;
    this.title = title;
    this.next = next;
    waiting.addAll(opening);
    response.drainHandler(drained -> flush());
    flush();
  }

  void send(StreamFrames frames) {
    if (frames.number() < next || ending) {
      return;
    }
    next = frames.number() + 1;
    title = frames.title();
    if (frames.bytes().length() > 0) {
      waiting.add(frames.bytes());
    }
    if (waiting.size() > MOST_WAITING) {
      skipped += waiting.size();
      waiting.clear();
    }
    if (++sinceTaken > STALLED) {
      response.reset();
    } else {
      flush();
    }
  }

  /** Pieces of 0.1 s that it did not get because it takes the music more slowly than it is played. */
  int skipped() {
    return skipped;
  }

  /** Ends once everything is sent; one that takes nothing is hung up on. */
  void end() {
    ending = true;
    if (response.writeQueueFull()) {
      response.reset();
    } else {
      flush();
    }
  }

  private void flush() {
    while (!waiting.isEmpty() && !response.closed() && !response.writeQueueFull()) {
      Buffer piece = waiting.remove();
      response.write(metadata == null ? piece : metadata.insert(piece, title));
      sinceTaken = 0;
    }
    if (ending && waiting.isEmpty() && !response.closed() && !response.ended()) {
      response.end();
    }
  }
}
