package worksound.audio.analysis;

/**
 * The gain that a segment is played with.
 *
 * @param startDb over its overlap with the segment before it
 * @param endDb   over its overlap with the segment after it; in between it moves in a straight line in dB
 */
public record Gain(double startDb, double endDb) {
}
