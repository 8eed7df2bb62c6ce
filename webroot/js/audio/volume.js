// @ts-check
/** Loudness as a person hears it. Pure. */

/** One press on a key moves the slider this far. */
const STEP = 0.05;

/**
 * The gain of a slider's place. Loudness grows roughly with the cube root of amplitude, so the cube makes the middle of the
 * slider sound half as loud (−18 dB) and leaves fine steps where it is quiet.
 *
 * @param {number} place 0…1
 * @returns {number} 0…1
 */
export const sliderGain = place => place ** 3;

/** @param {number} place @param {number} steps @returns {number} the place so many key presses further, 0…1 */
export const stepped = (place, steps) => Math.min(1, Math.max(0, Math.round((place + steps * STEP) * 100) / 100));
