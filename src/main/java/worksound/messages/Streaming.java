package worksound.messages;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import worksound.bus.Wire;

/**
 * The music as one endless stream, for players that are no page. What is sent is made once for all that listen: it travels on the bus as
 * encoded bytes, in pieces of a tenth of a second that are handed on by reference.
 */
public interface Streaming {

  /** What a stream can be asked for as. */
  enum Format { wav, mp3, opus }

  /**
   * Somebody wants to listen. Refused when too many do, and when there is no music and none may be started.
   *
   * @param listenerId one connection
   * @param player     name of the program that listens, null when it does not say
   * @param local      whether it runs on the server's own machine
   * @param prompt     what to play when nothing plays yet; blank or null for the default prompt
   */
  @Wire
  record TuneIn(String listenerId, Format format, String player, boolean local, String prompt) {
  }

  /**
   * A listener is in. What it gets: the opening, then the frames from that number on.
   *
   * @param opening header of the format, and the music that players fill their buffers with
   * @param title   prompt of the music in it, empty before the first sound
   * @param next    number of the first {@link StreamFrames} that is not in the opening
   */
  @Wire
  record TunedIn(List<Buffer> opening, String title, long next) {

    public TunedIn {
      opening = List.copyOf(opening);
    }
  }

  /** A listener is gone. */
  @Wire
  record TunedOut(String listenerId) {
  }

  /**
   * The next tenth of a second.
   *
   * @param number counts up by one within a format
   * @param title  prompt of the music, empty before the first sound
   * @param bytes  whole frames or pages, maybe none
   */
  @Wire
  record StreamFrames(Format format, long number, String title, Buffer bytes) {
  }

  /**
   * The music does not go on here: it was stopped, could not be started, or plays elsewhere now.
   *
   * @param listenerIds whose connections are to end
   * @param reason      stopped, failed or taken
   */
  @Wire
  record StreamEnded(List<String> listenerIds, String reason) {

    public StreamEnded {
      listenerIds = List.copyOf(listenerIds);
    }
  }
}
