package worksound.messages;

/**
 * Stop the loop and clear what it left.
 */
@Wire
public record StopSession() {
}
