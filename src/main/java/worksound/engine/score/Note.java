package worksound.engine.score;

import worksound.engine.style.Instrument;

/**
 * One note to be played.
 *
 * @param instrument who plays it
 * @param start      score time in samples
 * @param midi       pitch as a MIDI note number; for drums the place in {@link Drum}
 * @param velocity   0 to 1
 * @param pan        −1 (left) to 1 (right)
 * @param samples    length, for what does not ring out by itself
 */
public record Note(Instrument instrument, long start, int midi, double velocity, double pan, long samples) {
}
