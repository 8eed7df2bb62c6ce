package worksound.audio.analysis;

import worksound.messages.Measurements.Figures;
import worksound.wav.WavFile;

/**
 * A segment that was measured and judged.
 *
 * @param wav where its samples are
 */
public record Analysis(WavFile wav, Figures figures, GateResult gateResult) {
}
