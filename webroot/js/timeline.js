// @ts-check
/**
 * When each segment sounds. Pure arithmetic in seconds of the audio clock (`AudioContext.currentTime`).
 *
 * Segment N+1 begins with the last `overlap` seconds of segment N, so its sample 0 belongs at
 * T(N+1) = T(N) + duration(N) − overlap − lag. The crossfade lies inside the overlap as late as it can, so that a late
 * download still makes it.
 *
 * @typedef {object} Slot          one segment's place in time
 * @property {number} index        segment index
 * @property {number} zeroAt       when its sample 0 sounds, or would have sounded
 * @property {number} enterAt      when it is first heard
 * @property {number} endsAt       when its last sample has sounded
 *
 * @typedef {object} Candidate     a segment that is downloaded and decoded
 * @property {number} index
 * @property {number} duration     seconds
 * @property {number} overlap      seconds it shares with the segment before it
 * @property {number} lag          seconds by which it came back late against its source
 *
 * @typedef {{ kind: 'wait', dry: boolean }} Wait   nothing to join yet; `dry` once the music has run out
 * @typedef {object} Join
 * @property {'crossfade' | 'late'} kind  `late`: too late for a proper crossfade
 * @property {Slot} slot                  the new segment's place
 * @property {number} fadeAt              when the fade starts
 * @property {number} fadeSeconds
 * @property {number} gapSeconds          silence before it; more than 0 is an underrun
 */

/** The fade ends this long before the overlap does: the generator blends its new music into the last 25–50 ms of it. */
export const GUARD_SECONDS = 0.06;

/** A crossfade that must hurry is never shorter than this. */
export const MIN_FADE_SECONDS = 0.5;

/** Every segment ends on a ramp this long, so that music that has no successor stops without a click. */
export const TAIL_SECONDS = 0.02;

/** The rise of music that begins out of silence. */
export const RISE_SECONDS = 0.1;

/** What is scheduled must lie at least this far ahead, or the audio thread gets it too late. */
export const LEAD_SECONDS = 0.1;

/** @param {number} seconds @param {number} rate samples per second @returns {number} the nearest sample's time */
export function onSample(seconds, rate) {
  return Math.round(seconds * rate) / rate;
}

/**
 * Places the first segment: as soon as possible.
 *
 * @param {Candidate} segment
 * @param {number} now
 * @param {number} offset seconds into the segment at which to begin
 * @param {number} rate   samples per second
 * @returns {Slot}
 */
export function firstSlot(segment, now, offset, rate) {
  const enterAt = onSample(now + LEAD_SECONDS, rate);
  const zeroAt = enterAt - onSample(offset, rate);
  return { index: segment.index, zeroAt, enterAt, endsAt: zeroAt + segment.duration };
}

/**
 * Decides how the music goes on after `current`: the one place that knows what to do when the next segment is early, late,
 * too late, or missing.
 *
 * @param {Slot} current            the newest segment in the plan
 * @param {Candidate | null} next   the one after it, if it is ready
 * @param {number} now
 * @param {number} fadeSeconds      the crossfade wanted
 * @param {number} rate             samples per second
 * @returns {Wait | Join}
 */
export function planNext(current, next, now, fadeSeconds, rate) {
  if (next === null) {
    return { kind: 'wait', dry: now >= current.endsAt };
  }
  const earliest = Math.max(onSample(now + LEAD_SECONDS, rate), current.enterAt);
  const zeroAt = onSample(current.endsAt - next.overlap - next.lag, rate);
  const fadeEnd = onSample(Math.min(current.endsAt, zeroAt + next.overlap) - GUARD_SECONDS, rate);
  const room = fadeEnd - Math.max(earliest, zeroAt);
  if (room >= MIN_FADE_SECONDS) {
    const seconds = onSample(Math.min(fadeSeconds, room), rate);
    return join('crossfade', next, zeroAt, fadeEnd - seconds, seconds, 0);
  }
  const tailAt = onSample(current.endsAt - TAIL_SECONDS, rate);
  if (earliest <= tailAt) {
    return join('late', next, zeroAt, tailAt, TAIL_SECONDS, 0);
  }
  const enterAt = Math.max(earliest, onSample(current.endsAt, rate));
  return join('late', next, enterAt - next.overlap, enterAt, RISE_SECONDS, enterAt - current.endsAt);
}

/**
 * Where a listener is in the plan.
 *
 * @param {Slot[]} slots oldest first
 * @param {number} now
 * @returns {{ index: number, position: number, buffered: number } | null} null before anything sounds; `position` seconds
 *   into the segment, `buffered` seconds of music ahead
 */
export function whereabouts(slots, now) {
  const heard = slots.filter(slot => slot.enterAt <= now).at(-1);
  const newest = slots.at(-1);
  if (!heard || !newest) {
    return null;
  }
  const position = Math.min(now, heard.endsAt) - heard.zeroAt;
  return { index: heard.index, position, buffered: Math.max(0, newest.endsAt - now) };
}

/**
 * @param {'crossfade' | 'late'} kind @param {Candidate} next @param {number} zeroAt @param {number} enterAt
 * @param {number} fadeSeconds @param {number} gapSeconds @returns {Join}
 */
function join(kind, next, zeroAt, enterAt, fadeSeconds, gapSeconds) {
  const slot = { index: next.index, zeroAt, enterAt, endsAt: zeroAt + next.duration };
  return { kind, slot, fadeAt: enterAt, fadeSeconds, gapSeconds };
}
