// @ts-check
/** The sound's colours: how strong each band of pitches is. Pure. */

const LOWEST_HERTZ = 60;
const HIGHEST_HERTZ = 9_000;

/** A band rises this much of the way to its level per picture, and falls more slowly: calm, yet with the music. */
const RISE = 0.48;
const FALL = 0.175;

/**
 * @param {ArrayLike<number>} strengths 0…255 per frequency bin, as an AnalyserNode gives them
 * @param {number} hertzPerBin
 * @param {number} bands at equal musical distances
 * @returns {number[]} 0…1
 */
export function bandsOf(strengths, hertzPerBin, bands) {
  const edge = (/** @type {number} */ i) => LOWEST_HERTZ * (HIGHEST_HERTZ / LOWEST_HERTZ) ** (i / bands) / hertzPerBin;
  return Array.from({ length: bands }, (_, band) => {
    const from = Math.floor(edge(band));
    const to = Math.max(from + 1, Math.ceil(edge(band + 1)));
    let sum = 0;
    for (let bin = from; bin < to; bin++) {
      sum += strengths[bin] ?? 0;
    }
    return sum / (to - from) / 255;
  });
}

/** @param {readonly number[]} shown @param {readonly number[]} wanted @returns {number[]} a step closer to what is wanted */
export function eased(shown, wanted) {
  return wanted.map((value, i) => {
    const from = shown[i] ?? 0;
    return from + (value - from) * (value > from ? RISE : FALL);
  });
}
