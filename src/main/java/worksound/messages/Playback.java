package worksound.messages;

import java.time.Instant;
import worksound.bus.Wire;

/** What whoever plays tells of what is heard: a page, or the stream for players that are no page. */
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
  record PlaybackAccepted(String playerId) {
  }

  /**
   * The page that owns playback has reported where it is.
   */
  @Wire
  record PlaybackReported(ReportPlayback report, Instant at) {
  }
}
