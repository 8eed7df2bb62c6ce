package worksound.messages;

/**
 * How a segment's first seconds compare with the context that was sent in its seed.
 *
 * @param lagSamples  how much later the music came back; positive is late
 * @param correlation normalized, 1 is identical up to a gain
 * @param gainDb      gain that brings what came back closest to what was sent
 * @param residualDb  what differs once lag and gain are undone, against what was sent
 */
@Wire
public record Seam(int lagSamples, double correlation, double gainDb, double residualDb) {
}
