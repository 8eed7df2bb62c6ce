package worksound.messages;

/**
 * What is going on?
 */
@Wire
public record GetStatus() {
}
