package worksound.messages;

import worksound.bus.Wire;

/** What a person asks of the session: start, another prompt, stop. */
public interface SessionRequests {

  /**
   * Start the loop, or take a session up again.
   *
   * @param prompt what to make; null or blank for the default prompt, or for the session's own when it is taken up
   * @param resume whether a session in error, or one that an earlier process kept, goes on; without either a new one begins
   */
  @Wire
  record StartSession(String prompt, boolean resume) {
  }

  /**
   * Use another prompt from the next generated segment on.
   *
   * @param prompt blank for the default prompt
   */
  @Wire
  record ChangePrompt(String prompt) {
  }

  /**
   * Make a new piece with the prompt in force, from nothing, and join it as soon as it is there.
   */
  @Wire
  record RequestPiece() {
  }

  /**
   * Take the new piece back that is on its way.
   */
  @Wire
  record WithdrawPiece() {
  }

  /**
   * Whether a new piece was taken back.
   *
   * @param withdrawn false when none was on its way, or it had arrived
   */
  @Wire
  record PieceWithdrawal(String sessionId, boolean withdrawn) {
  }

  /**
   * Stop the loop and clear what it left.
   */
  @Wire
  record StopSession() {
  }

  /**
   * What a session command led to.
   *
   * @param sessionId          the session it was about, null when there was none
   * @param prompt             the prompt in force, the default filled in
   * @param appliesFromSegment index of the first segment made with it
   * @param alreadyRunning     whether nothing was started because this session was running
   */
  @Wire
  record SessionReply(String sessionId, String prompt, Integer appliesFromSegment, boolean alreadyRunning) {

    /** The command was carried out. */
    public SessionReply(String sessionId, String prompt, Integer appliesFromSegment) {
      this(sessionId, prompt, appliesFromSegment, false);
    }
  }
}
