// @ts-check
/**
 * What a plan and its voices, oldest first, mean at a moment of the audio clock: at the playhead. Pure.
 *
 * @typedef {{ slot: import('./timeline.js').Slot, buffer: { ready: number } }} Planned
 */

/** @param {readonly Planned[]} voices @param {number} now @returns {number} seconds to the end of the newest segment's own run; 0 without one */
export function remaining(voices, now) {
  return Math.max(0, (voices.findLast(voice => voice.slot.pass === 0)?.slot.endsAt ?? now) - now);
}

/** @param {readonly Planned[]} voices @returns {number} how many segments are kept in memory */
export function held(voices) {
  return new Set(voices.map(voice => voice.buffer)).size;
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

/**
 * Where the playhead is in the plan.
 *
 * @param {readonly import('./timeline.js').Slot[]} slots oldest first
 * @param {number} now
 * @returns {{ index: number, position: number, buffered: number, pass: number } | null} null before anything sounds; `position`
 *   seconds into the segment, `buffered` seconds of music ahead that has not been heard before
 */
export function playhead(slots, now) {
  const heard = slots.filter(slot => slot.enterAt <= now).at(-1);
  const newest = slots.filter(slot => slot.pass === 0).at(-1);
  if (!heard) {
    return null;
  }
  const position = Math.min(now, heard.endsAt) - heard.zeroAt;
  return { index: heard.index, pass: heard.pass, position, buffered: Math.max(0, (newest?.endsAt ?? now) - now) };
}
