package worksound.messages;

/**
 * The report was taken from the page that owns playback.
 */
@Wire
public record PlaybackTaken(String playerId) {
}
