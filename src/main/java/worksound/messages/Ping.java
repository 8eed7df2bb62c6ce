package worksound.messages;

/** Are you there? */
@Wire
public record Ping() {
}
