package worksound.messages;

/**
 * A playable piece of music.
 *
 * @param sourceIndex    the segment it was in-painted from, null for the first
 * @param prompt         the prompt it was made with
 * @param overlapSeconds music at its start that is also the end of its source
 * @param sampleRate     in Hz
 * @param bytes          size of the WAV
 * @param etag           quoted entity tag
 * @param seam           null for the first segment
 * @param gainDb         gain for playback
 * @param loudnessLufs   integrated loudness, null when it was not measured
 */
@Wire
public record Segment(int index, Integer sourceIndex, String prompt, double seconds, double overlapSeconds, int sampleRate,
                      long bytes, String etag, Seam seam, double gainDb, Double loudnessLufs) {
}
