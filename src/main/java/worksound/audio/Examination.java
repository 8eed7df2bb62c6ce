package worksound.audio;

import worksound.messages.Figures;

/**
 * A segment that was measured and judged.
 *
 * @param wav where its samples are
 */
record Examination(WavFile wav, Figures figures, Verdict verdict) {
}
