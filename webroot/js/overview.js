// @ts-check
/**
 * What the voices of a plan, oldest first, mean at a moment of the audio clock. Pure.
 *
 * @typedef {{ slot: import('./timeline.js').Slot, reel: { ready: number } }} Planned
 */

/** @param {readonly Planned[]} voices @param {number} now @returns {number} seconds to the end of the newest segment's own run; 0 without one */
export function remaining(voices, now) {
  return Math.max(0, (voices.findLast(voice => voice.slot.pass === 0)?.slot.endsAt ?? now) - now);
}

/** @param {readonly Planned[]} voices @returns {number} how many segments are kept in memory */
export function held(voices) {
  return new Set(voices.map(voice => voice.reel)).size;
}

/** @param {readonly Planned[]} voices @returns {number} seconds of decoded music kept in memory */
export function heldSeconds(voices) {
  return [...new Set(voices.map(voice => voice.reel))].reduce((sum, reel) => sum + reel.ready, 0);
}

/**
 * The repetition that is heard because the next segment is late.
 *
 * @param {readonly Planned[]} voices @param {number} now @returns {{ index: number, pass: number } | null}
 */
export function bridging(voices, now) {
  const heard = voices.findLast(voice => voice.slot.enterAt <= now)?.slot;
  return heard && heard.pass > 0 ? { index: heard.index, pass: heard.pass } : null;
}
