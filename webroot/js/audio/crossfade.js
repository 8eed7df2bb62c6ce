// @ts-check
/**
 * Gain curves for fades. A curve is what `AudioParam.setValueCurveAtTime` takes: gains at equal distances, joined by
 * straight lines.
 *
 * @typedef {{ in: Float32Array, out: Float32Array }} Fade
 */

/** Distance between two points of a curve, in seconds: fine enough that the straight lines between them stay inaudible. */
const STEP_SECONDS = 0.01;

/** More than one step of the audio clock's fractions within a day, and far less than a sample. */
const ROUNDING_SECONDS = 1e-10;

/**
 * The two gains of a crossfade that keeps the power constant at every moment t = 0…1, whatever the correlation ρ of the two
 * sides: in = t·k, out = (1 − t)·k with k = 1/√(t² + (1 − t)² + 2ρ·t·(1 − t)). ρ = 1, the same music on both sides, gives straight
 * lines that add up to one; ρ = 0, music that has nothing in common, gives constant power.
 *
 * @param {number} seconds      length of the fade, more than 0
 * @param {number} [correlation] ρ; what lies below 0 counts as 0
 * @returns {Fade}
 */
export function crossfade(seconds, correlation = 1) {
  const points = Math.max(2, Math.ceil(seconds / STEP_SECONDS) + 1);
  const rho = Math.min(1, Math.max(0, correlation));
  const fadeIn = Float32Array.from({ length: points }, (_, i) => crossfadeGain(i / (points - 1), rho));
  return { in: fadeIn, out: fadeIn.slice().reverse() };
}

/**
 * Schedules a curve that is over when `to` has come: times are binary fractions, and `from + (to - from)` may lie one step behind `to`,
 * where the browser takes it for an overlap with what begins there.
 *
 * @param {AudioParam} param @param {Float32Array} curve @param {number} from @param {number} to on the audio clock
 */
export function scheduleCurve(param, curve, from, to) {
  const seconds = to - from;
  param.setValueCurveAtTime(curve, from, from + seconds > to ? seconds - ROUNDING_SECONDS : seconds);
}

/** @param {number} t @param {number} rho @returns {number} */
function crossfadeGain(t, rho) {
  return t / Math.sqrt(t * t + (1 - t) * (1 - t) + 2 * rho * t * (1 - t));
}

/** @param {number} decibels @returns {number} the factor that changes the level by so much */
export function gainFromDb(decibels) {
  return 10 ** (decibels / 20);
}
