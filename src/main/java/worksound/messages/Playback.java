package worksound.messages;

import java.time.Instant;
import worksound.bus.Wire;

/** What the page tells of what is heard. */
public interface Playback {

  /**
   * What the page that plays says of itself.
   *
   * @param playerId        one page load
   * @param state           playing, downloading, generating or idle
   * @param segmentIndex    the segment that sounds, null when none does
   * @param positionSeconds seconds into that segment
   * @param bufferedSeconds seconds of music the page still has
   * @param underruns       times the next segment came too late, so far
   * @param downloadSeconds how long the last WAV download took, null before the first
   * @param claim           whether the page takes playback over, because Play was pressed there
   */
  @Wire
  record ReportPlayback(String playerId, String sessionId, Snapshot.State state, Integer segmentIndex, double positionSeconds,
                               double bufferedSeconds, int underruns, Double downloadSeconds, boolean claim) {
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
