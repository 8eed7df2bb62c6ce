package worksound.messages;

import worksound.bus.Wire;

/** What is asked for a segment: a place for it on disk, to be examined, to be found. */
public interface SegmentRequests {

  /**
   * A downloaded WAV lies at {@link PreparedSegment#part}: examine it and make it playable.
   *
   * @param sourceIndex the segment it was in-painted from, null for the first
   * @param prompt      the prompt it was made with
   * @param lastResort  whether this is the last attempt: when it fails the quality gate too, the best attempt at this segment so far
   *                    is used
   */
  @Wire
  record AcceptSegment(String sessionId, int index, Integer sourceIndex, String prompt, boolean lastResort) {
  }

  /**
   * Make ready on disk what a segment needs before it is generated: its session's folder, free space, its seed.
   *
   * @param sourceIndex the segment that it continues, the one before it or the anchor, so that it needs a seed; null for none
   */
  @Wire
  record PrepareSegment(String sessionId, int index, Integer sourceIndex) {
  }

  /**
   * A segment can be generated.
   *
   * @param seed path of the WAV to upload (the tail of the source segment, then silence), null when none was asked for
   * @param part path at which the generated WAV is expected
   */
  @Wire
  record PreparedSegment(String seed, String part) {
  }

  /**
   * Which file is this segment?
   *
   * @param sessionId the session it belongs to, null for the one that there is
   * @param index     the segment, null for the newest
   * @param taking    whether it is sent to a page now, so that it must stay as it is
   */
  @Wire
  record FindSegment(String sessionId, Integer index, boolean taking) {
  }

  /**
   * A playable segment's file.
   */
  @Wire
  record FoundSegment(String sessionId, int index, String file, long bytes, String etag) {
  }
}
