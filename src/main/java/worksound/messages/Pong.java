package worksound.messages;

/** The verticle hears and answers. */
@Wire
public record Pong(String verticle) {
}
