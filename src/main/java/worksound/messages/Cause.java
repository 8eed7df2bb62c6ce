package worksound.messages;

/**
 * The event that changed the status.
 *
 * @param name the event, with underscores as in {@code segment_accepted}
 * @param data the event as JSON
 */
@Wire
public record Cause(String name, java.util.Map<String, Object> data) {
}
