// @ts-check
/** What the crossfade's slider goes from and to. Pure. */

/** Usual lengths, in seconds. */
const LEAST = 3;
const MOST = 5;
/** From coarse to fine, in seconds. */
const STEPS = [0.5, 0.1, 0.01];

/**
 * @param {readonly number[]} lengths  seconds that the slider has to be able to show, whatever is usual
 * @param {number} overlap             seconds that two segments share
 * @returns {{ min: string, max: string, step: string }} the slider's attributes
 */
export function fadeRange(lengths, overlap) {
  const step = STEPS.find(each => lengths.every(length => isMultiple(length, each))) ?? STEPS[STEPS.length - 1];
  return { min: String(Math.min(LEAST, ...lengths)), max: String(Math.max(Math.min(MOST, overlap), ...lengths)), step: String(step) };
}

/** @param {number} length @param {number} step @returns {boolean} as exactly as numbers are */
const isMultiple = (length, step) => Math.abs(length / step - Math.round(length / step)) < 1e-9;
