package worksound.messages;

/**
 * Start the loop, or take the failed session up again.
 *
 * @param prompt what to make; null or blank for the default prompt
 * @param resume whether a session in error goes on where it failed
 */
@Wire
public record StartSession(String prompt, boolean resume) {
}
