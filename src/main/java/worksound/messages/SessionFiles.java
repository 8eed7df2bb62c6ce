package worksound.messages;

import worksound.bus.Wire;
import worksound.messages.Measurements.Decay;

/** What is asked for all files of a session: to be deleted, or gone on from. */
public interface SessionFiles {

  /**
   * Delete every file of a session.
   */
  @Wire
  record ClearSession(String sessionId) {
  }

  /**
   * A session's files are gone.
   *
   * @param files how many were deleted
   */
  @Wire
  record Cleared(String sessionId, int files) {
  }

  /**
   * Take up the session that an earlier process kept.
   *
   * @param wanted false to delete it instead, because another one begins
   */
  @Wire
  record ResumeSession(boolean wanted) {
  }

  /**
   * A kept session's newest segment is playable again.
   *
   * @param session null when none was kept or none was wanted
   */
  @Wire
  record ResumedSession(ResumableSession session) {
  }

  /**
   * What is kept of a session so that it can go on after the process that ran it has ended, by will or not.
   *
   * @param prompt         the prompt in force
   * @param segment        the newest segment, which the next one continues
   * @param decay          what is known of how its music holds up, null when nothing is
   * @param seconds        length of the seeds that are kept with it, null where an earlier version has not said it
   * @param overlapSeconds the music in them, null likewise
   */
  @Wire
  record ResumableSession(String sessionId, String prompt, Segment segment, Decay decay, Double seconds, Double overlapSeconds) {

    /** The same with seeds of another shape. */
    public ResumableSession withSeedsOf(double otherSeconds, double otherOverlapSeconds) {
      return new ResumableSession(sessionId, prompt, segment, decay, otherSeconds, otherOverlapSeconds);
    }
  }
}
