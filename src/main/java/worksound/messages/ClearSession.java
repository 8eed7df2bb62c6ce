package worksound.messages;

/**
 * Delete every file of a session.
 */
@Wire
public record ClearSession(String sessionId) {
}
