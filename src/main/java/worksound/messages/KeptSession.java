package worksound.messages;

/**
 * What is kept of a session so that it can go on after the process that ran it has ended, by will or not.
 *
 * @param prompt  the prompt in force
 * @param segment the newest segment, which the next one continues
 */
@Wire
public record KeptSession(String sessionId, String prompt, Segment segment) {
}
