// @ts-check
/** The last download delays, and the line that shows them. Pure. */

const REMEMBERED = 20;

/**
 * @param {readonly number[]} delays oldest first @param {number | null | undefined} newest seconds the last download took
 * @returns {readonly number[]} with the newest, if it is one that is not known yet
 */
export function rememberDelay(delays, newest) {
  return newest == null || newest === delays.at(-1) ? delays : [...delays, newest].slice(-REMEMBERED);
}

/**
 * A line through all values, the newest at the right, zero at the bottom.
 *
 * @param {readonly number[]} values @param {number} width @param {number} height
 * @returns {string} the points of an SVG polyline; empty for fewer than two values
 */
export function sparkline(values, width, height) {
  const top = Math.max(...values, Number.MIN_VALUE);
  const step = width / (values.length - 1);
  return values.length < 2 ? '' : values.map((value, i) => `${(i * step).toFixed(1)},${(height * (1 - value / top)).toFixed(1)}`).join(' ');
}
