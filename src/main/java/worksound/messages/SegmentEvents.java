package worksound.messages;

import java.time.Instant;
import worksound.bus.Event;
import worksound.bus.Wire;
import worksound.messages.Measurements.Figures;
import worksound.messages.Measurements.Tone;
import worksound.messages.Segment.Takes;

/** What has happened to a segment once its file is there. */
public interface SegmentEvents {

  /**
   * A segment is playable.
   *
   * @param examinationSeconds time that examining it took
   * @param warning            what is wrong with it although it is used, null when nothing is
   * @param figures            what was measured
   */
  @Wire
  record SegmentAccepted(String sessionId, Segment segment, double examinationSeconds, String warning,
                                Figures figures, Instant at) implements Event {
  }

  /**
   * Another take of a segment is not used: it is not fit to be heard, or the one that there is goes on more smoothly.
   *
   * @param reason  why it is not fit to be heard, with figures; null when it is
   * @param takes   all takes of the segment, this one last; without it when it continues other music
   * @param figures what was measured of this one
   */
  @Wire
  record TakeDiscarded(String sessionId, int index, String reason, Takes takes, Figures figures, Instant at) implements Event {
  }

  /**
   * A WAV is not fit to be heard.
   *
   * @param reason  what is wrong with it, with figures
   * @param figures what was measured, null when the file cannot be read
   */
  @Wire
  record SegmentRejected(String sessionId, int index, String reason, Figures figures, Instant at)
    implements Event {
  }

  /**
   * The last byte of a segment has left for a page.
   *
   * @param bytes   bytes of this answer's body
   * @param seconds time the answer took
   */
  @Wire
  record SegmentDelivered(String sessionId, int index, long bytes, double seconds, Instant at) implements Event {
  }

  /**
   * A file that is no longer needed was deleted, or could not be.
   *
   * @param kind    segment, raw, seed, part or best
   * @param deleted whether it is gone
   * @param error   why it is not, else null
   */
  @Wire
  record SegmentDeleted(String sessionId, int index, String kind, boolean deleted, String error, Instant at) implements Event {
  }

  /**
   * The music has worn down: the next segment goes back to earlier music of the session.
   *
   * @param segmentIndex the newest segment
   * @param anchorIndex  the segment whose end is gone back to
   * @param measure      what is beyond its limit: tilt, bandwidth, noise, dynamics or width
   * @param tone         of the newest segment
   */
  @Wire
  record MusicDecayed(String sessionId, int segmentIndex, int anchorIndex, String measure, Tone tone, Instant at) implements Event {
  }

  /** The file of a segment that was asked for is gone, and nobody here has deleted it. */
  @Wire
  record SegmentLost(String sessionId, int index, Instant at) implements Event {
  }
}
