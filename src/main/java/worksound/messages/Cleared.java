package worksound.messages;

/**
 * A session's files are gone.
 *
 * @param files how many were deleted
 */
@Wire
public record Cleared(String sessionId, int files) {
}
