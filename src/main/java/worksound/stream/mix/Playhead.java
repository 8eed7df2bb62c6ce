package worksound.stream.mix;

/**
 * What is heard at a moment.
 *
 * @param index           segment
 * @param pass            0, or which repetition of it while the next one is late
 * @param positionSeconds seconds into the segment
 * @param bufferedSeconds seconds of music ahead that has not been heard before
 */
public record Playhead(int index, int pass, double positionSeconds, double bufferedSeconds) {
}
