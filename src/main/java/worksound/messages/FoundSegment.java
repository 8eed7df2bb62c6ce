package worksound.messages;

/**
 * A playable segment's file.
 */
@Wire
public record FoundSegment(String sessionId, int index, String file, long bytes, String etag) {
}
