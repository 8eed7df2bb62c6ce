package worksound.messages;

import java.time.Instant;
import worksound.bus.Event;
import worksound.bus.Wire;
import worksound.messages.Snapshot.Explanation;
import worksound.messages.Snapshot.Heard;

/** What has happened to a session as a whole. */
public interface SessionEvents {

  /**
   * The loop runs.
   *
   * @param prompt  the prompt in force
   * @param resumed whether it goes on with a session that had failed or that an earlier process kept
   * @param segment the newest segment of a session that an earlier process kept, else null
   */
  @Wire
  record SessionStarted(String sessionId, String prompt, boolean resumed, Segment segment, Instant at) implements Event {
  }

  /**
   * The loop ended because someone asked.
   */
  @Wire
  record SessionStopped(String sessionId, Instant at) implements Event {
  }

  /**
   * The loop ended because it cannot go on; what resuming needs is kept.
   *
   * @param segmentIndex the segment that could not be made
   * @param code         stable code
   * @param message      words a person can act on
   * @param explanation  the same, to be worded by a page
   */
  @Wire
  record SessionFailed(String sessionId, int segmentIndex, String code, String message, Explanation explanation, Instant at)
    implements Event {
  }

  /**
   * An earlier process left a session that can be taken up again.
   *
   * @param prompt       the prompt that was in force
   * @param segmentIndex its newest segment
   * @param heard        where it was heard last, null when that is not known
   */
  @Wire
  record SessionKept(String sessionId, String prompt, int segmentIndex, Heard heard, Instant at) implements Event {
  }

  /**
   * A new piece was asked for: the music that plays goes on until it is there.
   *
   * @param prompt          what it will be made with, unless that is changed before it is submitted
   * @param segmentIndex    the first segment of it
   * @param expectedSeconds what a generation takes as measured, null when not known
   */
  @Wire
  record PieceRequested(String sessionId, String prompt, int segmentIndex, Double expectedSeconds, Instant at) implements Event {
  }

  /** The new piece was taken back before it was there. */
  @Wire
  record PieceWithdrawn(String sessionId, Instant at) implements Event {
  }

  /**
   * The new piece could not be made; the music that plays goes on.
   *
   * @param segmentIndex the segment that it was to begin with, which continues the music now
   * @param code         stable code
   * @param message      words a person can act on
   * @param explanation  the same, to be worded by a page
   */
  @Wire
  record PieceFailed(String sessionId, int segmentIndex, String code, String message, Explanation explanation, Instant at)
    implements Event {
  }

  /**
   * What inference works for, told as soon as it has started and to every status that has: each of the two learns what the other went
   * through while it was away.
   *
   * @param sessionId null when there is none
   * @param prompt    the prompt in force, null when there is no session
   * @param segment   its newest segment, null before the first
   * @param failed    whether it waits for being taken up again
   */
  @Wire
  record CurrentSession(String sessionId, String prompt, Segment segment, boolean failed, Instant at) {

    /** There is no session. */
    public static CurrentSession none() {
      return new CurrentSession(null, null, null, false, Instant.now());
    }
  }

  /**
   * Another prompt is in force from a segment on.
   */
  @Wire
  record PromptChanged(String sessionId, String prompt, int appliesFromSegment, Instant at) implements Event {
  }
}
