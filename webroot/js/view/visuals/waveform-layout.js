// @ts-check
/**
 * What lies on the waveform around now: which segment sounds when, where two of them share music, where the seams are. Pure, in
 * seconds of the audio clock.
 *
 * @typedef {import('../../audio/timeline.js').Slot} Slot
 * @typedef {{ now: number, slots: Slot[] }} Plan         the player's plan, oldest slot first
 * @typedef {{ index: number, zeroAt: number, from: number, to: number }} AudiblePart   one segment's part of what is heard
 * @typedef {{ index: number, at: number, until: number, known: boolean }} Seam   `index` of the segment that begins;
 *   `known`: that segment is in the plan
 * @typedef {{ from: number, to: number }} Shared
 */
import { GUARD_SECONDS } from '../../audio/timeline.js';

/** The player lets go of what has sounded; the waveform keeps it this long to show it going by. */
const REMEMBERED_SECONDS = 120;

export function createWaveformLayout() {
  /** @type {Slot[]} */
  let slots = [];

  return {
    /** Takes in the plan as it is now. @param {Plan | null} plan null when nothing plays */
    update(plan) {
      if (plan === null) {
        slots = [];
        return;
      }
      const { now, slots: planned } = plan;
      const past = slots.filter(known => known.enterAt <= now && known.endsAt > now - REMEMBERED_SECONDS
        && !planned.some(each => isSame(each, known)));
      slots = [...past, ...planned].sort((a, b) => a.enterAt - b.enterAt);
    },

    /** @returns {Slot[]} oldest first */
    slots: () => slots,
  };
}

/** @param {Slot[]} slots @returns {AudiblePart[]} each segment until the next one enters */
export function audibleParts(slots) {
  return slots.map((slot, i) => ({
    index: slot.index, zeroAt: slot.zeroAt, from: slot.enterAt, to: Math.min(slot.endsAt, slots[i + 1]?.enterAt ?? Infinity),
  }));
}

/**
 * Every seam on the waveform, and the one that is to come. A repetition of the same segment is no seam.
 *
 * @param {Slot[]} slots @param {number} fadeSeconds of the seam to come @returns {Seam[]}
 */
export function seams(slots, fadeSeconds) {
  const known = slots.flatMap((slot, i) => i === 0 || slots[i - 1].index === slot.index ? [] : [
    { index: slot.index, at: slot.enterAt, until: slot.fadedInAt, known: true }]);
  const newest = slots.at(-1);
  const until = newest ? newest.endsAt - GUARD_SECONDS : 0;
  return newest ? [...known, { index: newest.index + 1, at: until - fadeSeconds, until, known: false }] : known;
}

/** @param {Slot[]} slots @param {number} overlapSeconds @returns {Shared[]} where a segment holds the same music as the next one */
export function shared(slots, overlapSeconds) {
  return slots.map(({ enterAt, endsAt }) => ({ from: Math.max(enterAt, endsAt - overlapSeconds), to: endsAt }));
}

/** The seam that is next or being crossed. @param {Seam[]} all @param {number} now @returns {Seam | null} */
export const nextSeam = (all, now) => all.find(seam => seam.until > now) ?? null;

/** @param {Slot} a @param {Slot} b @returns {boolean} whether both are the same segment at the same place */
const isSame = (a, b) => a.index === b.index && Math.abs(a.zeroAt - b.zeroAt) < 1e-3;
