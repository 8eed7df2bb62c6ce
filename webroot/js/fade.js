// @ts-check
/**
 * Gain curves for fades. A curve is what `AudioParam.setValueCurveAtTime` takes: gains at equal distances, joined by
 * straight lines.
 *
 * @typedef {{ in: Float32Array, out: Float32Array }} Fade
 */

/** Distance between two points of a curve, in seconds: fine enough that the straight lines between them stay inaudible. */
const STEP_SECONDS = 0.01;

/**
 * The two gains of a crossfade of music that is the same on both sides: in = t, out = 1 − t, so that they add up to one at
 * every moment and identical music passes through unchanged.
 *
 * @param {number} seconds length of the fade, more than 0
 * @returns {Fade}
 */
export function crossfade(seconds) {
  const points = Math.max(2, Math.ceil(seconds / STEP_SECONDS) + 1);
  const fadeIn = Float32Array.from({ length: points }, (_, i) => i / (points - 1));
  return { in: fadeIn, out: fadeIn.map(gain => 1 - gain) };
}

/** @param {number} decibels @returns {number} the factor that changes the level by so much */
export function gainOf(decibels) {
  return 10 ** (decibels / 20);
}
