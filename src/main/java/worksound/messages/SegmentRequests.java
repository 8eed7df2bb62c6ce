package worksound.messages;

import worksound.bus.Wire;

/** What is asked for a segment: to be examined, cut into a seed, found. */
public interface SegmentRequests {

  /**
   * A downloaded WAV lies in {@link SegmentFiles#part}: examine it and make it playable.
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
   * Build the seed for a segment from the one before it, in {@link SegmentFiles#seed}.
   *
   * @param index the segment that the seed is for, 1 or more
   */
  @Wire
  record BuildSeed(String sessionId, int index) {
  }

  /**
   * A seed: the tail of the source segment, then silence.
   *
   * @param index   the segment it is for
   * @param bytes   size of the WAV file
   * @param seconds length, the silence included
   */
  @Wire
  record Seed(String sessionId, int index, long bytes, double seconds) {
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
