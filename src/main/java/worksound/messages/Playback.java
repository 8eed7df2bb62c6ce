package worksound.messages;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import worksound.bus.Wire;

/**
 * What is heard: as whoever plays reports it, a page or the stream; and as the stream sends it to players that are no page. That is encoded
 * once for all of them, and travels on the bus in pieces of a tenth of a second that are handed on by reference.
 */
public interface Playback {

  /**
   * Who plays.
   *
   * @param kind      page, or stream
   * @param name      program that listens to the stream, such as mpv; null for a page, and when it does not say
   * @param local     whether that runs on the server's own machine; null for a page
   * @param listeners connections that listen to the stream; null for a page
   */
  @Wire
  record Player(Kind kind, String name, Boolean local, Integer listeners) {

    /** What plays. */
    public enum Kind { page, stream }

    /** A page. */
    public static final Player PAGE = new Player(Kind.page, null, null, null);
  }

  /**
   * What the page or the stream that plays says of itself.
   *
   * @param playerId        one page load, or one run of the stream
   * @param state           playing, downloading, generating or idle
   * @param segmentIndex    the segment that sounds, null when none does
   * @param positionSeconds seconds into that segment
   * @param bufferedSeconds seconds of music it still has
   * @param underruns       times the next segment came too late, so far
   * @param downloadSeconds how long the last WAV download took, null before the first
   * @param claim           whether it takes playback over, because Play was pressed or somebody tuned in there
   * @param by              who plays
   */
  @Wire
  record ReportPlayback(String playerId, String sessionId, Snapshot.State state, Integer segmentIndex, double positionSeconds,
                               double bufferedSeconds, int underruns, Double downloadSeconds, boolean claim, Player by) {

    /** What a page says. */
    public ReportPlayback(String playerId, String sessionId, Snapshot.State state, Integer segmentIndex, double positionSeconds,
                          double bufferedSeconds, int underruns, Double downloadSeconds, boolean claim) {
      this(playerId, sessionId, state, segmentIndex, positionSeconds, bufferedSeconds, underruns, downloadSeconds, claim, Player.PAGE);
    }
  }

  /**
   * The report was taken from the page that owns playback.
   */
  @Wire
  record PlaybackAccepted() {
  }

  /**
   * The page that owns playback has reported where it is.
   */
  @Wire
  record PlaybackReported(ReportPlayback report, Instant at) {
  }


  /** What a stream can be asked for as. */
  enum Format { wav, mp3, opus }

  /**
   * Somebody wants to listen. Refused when too many do, when there is no music and none may be started, and to a program whose stream was
   * ended a moment ago.
   *
   * @param listenerId one connection
   * @param player     name of the program that listens, null when it does not say
   * @param program    tells one program on one machine from the others, null for a browser: the page connects again by itself, too, but
   *                   asks first whether the music is over or plays elsewhere
   * @param local      whether it runs on the server's own machine
   * @param prompt     what to play when nothing plays yet; blank or null for the default prompt
   */
  @Wire
  record TuneIn(String listenerId, Format format, String player, String program, boolean local, String prompt) {
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
