package worksound.messages;

/**
 * A seed: the tail of the source segment, then silence.
 *
 * @param index   the segment it is for
 * @param bytes   size of the WAV file
 * @param seconds length, the silence included
 */
@Wire
public record Seed(String sessionId, int index, long bytes, double seconds) {
}
