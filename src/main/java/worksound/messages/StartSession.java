package worksound.messages;

/**
 * Start the loop, or take a session up again.
 *
 * @param prompt what to make; null or blank for the default prompt, or for the session's own when it is taken up
 * @param resume whether a session in error, or one that an earlier process kept, goes on; without either a new one begins
 */
@Wire
public record StartSession(String prompt, boolean resume) {
}
