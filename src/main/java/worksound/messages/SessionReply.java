package worksound.messages;

/**
 * What a session command led to.
 *
 * @param sessionId          the session it was about, null when there was none
 * @param prompt             the prompt in force, the default filled in
 * @param appliesFromSegment index of the first segment made with it
 * @param alreadyRunning     whether nothing was started because this session was running
 */
@Wire
public record SessionReply(String sessionId, String prompt, Integer appliesFromSegment, boolean alreadyRunning) {

  /** The command was carried out. */
  public SessionReply(String sessionId, String prompt, Integer appliesFromSegment) {
    this(sessionId, prompt, appliesFromSegment, false);
  }
}
