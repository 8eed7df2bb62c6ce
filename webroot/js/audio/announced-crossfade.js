// @ts-check
/**
 * The way into a segment that shares no music with the one that plays: it is faded to as soon as it is there. Pure, in seconds of the
 * audio clock.
 *
 * @typedef {import('./timeline.js').Candidate} Candidate
 * @typedef {import('./timeline.js').Slot} Slot
 * @typedef {import('./timeline.js').Step} Step
 */
import { GUARD_SECONDS, LEAD_SECONDS, onSample, planBreak } from './timeline.js';

/**
 * Fades out what is heard, or, where too little of that is left, what follows it; whatever was planned after that is given up. Of a segment
 * that repeats earlier music before its own begins, only the end of that is heard, under the fade.
 *
 * @param {readonly Slot[]} slots  the plan, oldest first, not empty
 * @param {Candidate} next
 * @param {number} now
 * @param {number} fadeSeconds
 * @param {number} rate            samples per second
 * @returns {Step}
 */
export function planAnnouncedCrossfade(slots, next, now, fadeSeconds, rate) {
  const earliest = onSample(now + LEAD_SECONDS, rate);
  const heard = Math.max(0, slots.findLastIndex(slot => slot.enterAt <= earliest));
  const startIn = (/** @type {Slot} */ slot) => Math.max(earliest, slot.fadedInAt);
  const from = slots.slice(heard).find(slot => slot.endsAt - startIn(slot) >= fadeSeconds) ?? slots[slots.length - 1];
  const offset = onSample(Math.max(0, next.overlap - GUARD_SECONDS - fadeSeconds), rate);
  return { ...planBreak(from, next, 0, offset, startIn(from), fadeSeconds, earliest, rate), kind: 'announced' };
}
