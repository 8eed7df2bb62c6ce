package worksound.messages;

/**
 * Take up the session that an earlier process kept.
 *
 * @param wanted false to delete it instead, because another one begins
 */
@Wire
public record TakeUpSession(boolean wanted) {
}
