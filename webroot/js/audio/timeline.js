// @ts-check
/**
 * When each segment sounds: the one place that decides how the music goes on when the next segment is early, late, very late or
 * missing. Pure arithmetic in seconds of the audio clock (`AudioContext.currentTime`).
 *
 * Segment N+1 begins with the last `overlap` seconds of segment N, so its sample 0 belongs at
 * T(N+1) = T(N) + duration(N) − overlap − lag. A late segment is bridged: N's end is played again, each time as a slot of its own
 * with a later T(N). The same formula then tells where N+1 belongs in that repetition, so that it takes over in phase.
 *
 * @typedef {object} Slot          one pass through a segment's music in time; every time is that of a whole frame of the audio clock
 * @property {number} index        segment index
 * @property {number} pass         0: the segment's own run · 1, 2, …: its repetitions while the next one is late
 * @property {number} zeroAt       when its sample 0 sounds, or would have sounded
 * @property {number} enterAt      when it is first heard
 * @property {number} fadedInAt    when it has faded in
 * @property {number} endsAt       when its last sample has sounded
 *
 * @typedef {object} Candidate     a segment that is downloaded and decoded
 * @property {number} index
 * @property {number} duration     seconds
 * @property {number} overlap      seconds it shares with the segment before it
 * @property {number} lag          seconds by which it came back late against its source
 * @property {boolean} [apart]     it shares no music with the segment before it
 *
 * @typedef {object} JoinOptions  how segments are joined
 * @property {number} fadeSeconds     the crossfade wanted
 * @property {number} overlapSeconds  what a segment shares with its successor
 * @property {number} ownOverlap      what the newest segment shares with its predecessor
 *
 * @typedef {{ kind: 'wait' }} Wait   nothing is due yet
 * @typedef {object} Step
 * @property {'crossfade' | 'takeover' | 'loop' | 'jump' | 'announced'} kind  crossfade: the next segment joins in phase · takeover: the same, out
 *   of a repetition · loop: the newest segment is repeated, at an announced break in the music's time · jump: to a segment that
 *   does not follow on, or to one that does when a long repetition would hold it back · announced: to one that shares no music
 *   with the one before it
 * @property {Slot} from         what it fades out
 * @property {Slot} slot         what it fades in
 * @property {number} fadeAt
 * @property {number} fadeSeconds
 * @property {number} gapSeconds  silence before it: only when nobody looked at the clock in time
 */

/** The fade ends this long before the overlap does: the generator blends its new music into the last 25–50 ms of it. */
export const GUARD_SECONDS = 0.06;

/** A crossfade that must hurry is never shorter than this, or this part of the overlap; what comes later is bridged. */
export const MIN_FADE_SECONDS = 0.5;
const MIN_FADE_PART = 1 / 4;

/** The fade-in of music that begins out of silence. */
export const FADE_IN_SECONDS = 0.1;

/** What is scheduled must lie at least this far ahead, or the audio thread gets it too late. */
export const LEAD_SECONDS = 0.1;

/**
 * A repetition is scheduled this long before it sounds, one at a time, so that neither a busy page nor Stop's fade meets an end of
 * the music.
 */
export const BRIDGE_AHEAD_SECONDS = 3;

/** So often only the shared seconds are repeated; then the whole segment is, so that a long wait stays bearable. */
export const NARROW_PASSES = 3;

/**
 * A late segment that is here does not wait longer than this part of the overlap for a repetition to come to the shared seconds: who
 * has heard them again and again would rather have one more break than up to a minute of what they know.
 */
const MAX_WAIT_PART = 1 / 2;

const LOOP_FADE_SECONDS = 2;
const LOOP_FADE_PART = 1 / 4;

/** @param {number} seconds @param {number} rate samples per second @returns {number} the nearest sample's time */
export function onSample(seconds, rate) {
  return Math.round(seconds * rate) / rate;
}

/**
 * Places music that begins out of silence: as soon as possible.
 *
 * @param {Candidate} segment
 * @param {number} now
 * @param {number} offset seconds into the segment at which to begin
 * @param {number} rate   samples per second
 * @returns {Slot}
 */
export function firstSlot(segment, now, offset, rate) {
  const enterAt = onSample(now + LEAD_SECONDS, rate);
  return slotOf(segment, enterAt - onSample(offset, rate), enterAt, FADE_IN_SECONDS, rate);
}

/**
 * Decides the next step. A repetition that is not heard yet is given up (`from` is the slot before it) for a segment that still
 * makes it in time.
 *
 * @param {readonly Slot[]} slots  the plan, oldest first, not empty
 * @param {Candidate | null} next  the segment after the newest one, if it is ready
 * @param {number} now
 * @param {JoinOptions} options
 * @param {number} rate            samples per second
 * @returns {Wait | Step}
 */
export function planNext(slots, next, now, options, rate) {
  const newest = slots[slots.length - 1];
  const before = slots[slots.length - 2];
  const earliest = onSample(now + LEAD_SECONDS, rate);
  if (next && next.index !== newest.index + 1) {
    return planJump(newest, next, 0, earliest, options, rate);
  }
  const unheard = newest.pass > 0 && newest.enterAt > earliest ? before : undefined;
  const join = next && ((unheard && planJoin(unheard, next, earliest, options, rate)) ?? planJoin(newest, next, earliest, options, rate));
  return join && isHeldBack(join, earliest) ? planJump(join.from, next, newMusicOffset(next), earliest, options, rate)
    : join ?? planLoop(newest, earliest, options, rate);
}

/** @param {Step} join @param {number} earliest @returns {boolean} */
function isHeldBack({ from, fadeAt, slot }, earliest) {
  const shared = from.endsAt - slot.zeroAt;
  return from.pass > 0 && fadeAt - Math.max(earliest, from.fadedInAt) > shared * MAX_WAIT_PART;
}

/** @param {Candidate} next @returns {number} seconds into it from which a jump fades in, to be over when its own music begins */
const newMusicOffset = next => next.overlap - GUARD_SECONDS - loopFadeSeconds(next.overlap);

/**
 * The next segment's way in: into a segment's own run as late as it can, so that a late download still makes it; into a
 * repetition as soon as it can.
 *
 * @param {Slot} current @param {Candidate} next @param {number} earliest @param {JoinOptions} options @param {number} rate
 * @returns {Step | null} null when it is too late
 */
function planJoin(current, next, earliest, options, rate) {
  const zeroAt = onSample(current.endsAt - next.overlap - next.lag, rate);
  const lastEnd = onSample(Math.min(current.endsAt, zeroAt + next.overlap) - GUARD_SECONDS, rate);
  const firstStart = onSample(Math.max(earliest, current.fadedInAt, zeroAt), rate);
  if (lastEnd - firstStart < Math.min(MIN_FADE_SECONDS, next.overlap * MIN_FADE_PART)) {
    return null;
  }
  const fadeSeconds = onSample(Math.min(options.fadeSeconds, lastEnd - firstStart), rate);
  const fadeAt = current.pass > 0 ? firstStart : lastEnd - fadeSeconds;
  const kind = current.pass > 0 ? 'takeover' : 'crossfade';
  return { kind, from: current, slot: slotOf(next, zeroAt, fadeAt, fadeSeconds, rate), fadeAt, fadeSeconds, gapSeconds: 0 };
}

/** @param {Slot} current @param {number} earliest @param {JoinOptions} options @param {number} rate @returns {Wait | Step} */
function planLoop(current, earliest, options, rate) {
  const length = onSample(loopFadeSeconds(options.overlapSeconds), rate);
  const wantedAt = current.endsAt - length;
  if (earliest < Math.max(wantedAt - BRIDGE_AHEAD_SECONDS, current.enterAt)) {
    return { kind: 'wait' };
  }
  const position = loopStart(current, options);
  return planBreak(current, { index: current.index, duration: current.endsAt - current.zeroAt }, current.pass + 1,
    onSample(position, rate), Math.max(wantedAt, current.fadedInAt), length, earliest, rate);
}

/**
 * @param {Slot} current @param {Candidate} next @param {number} position seconds into `next` @param {number} earliest
 * @param {JoinOptions} options @param {number} rate @returns {Step}
 */
function planJump(current, next, position, earliest, options, rate) {
  const length = onSample(loopFadeSeconds(options.overlapSeconds), rate);
  const step = planBreak(current, next, 0, onSample(position, rate), Math.max(earliest, current.fadedInAt), length, earliest, rate);
  return { ...step, kind: 'jump' };
}

/**
 * A break in the music's time: fades into `segment` at `position`.
 *
 * @param {Slot} current @param {{ index: number, duration: number }} segment @param {number} pass @param {number} position
 * @param {number} wantedAt @param {number} length of the fade @param {number} earliest @param {number} rate @returns {Step}
 */
function planBreak(current, segment, pass, position, wantedAt, length, earliest, rate) {
  const left = current.endsAt - Math.max(wantedAt, earliest);
  const inTime = left >= FADE_IN_SECONDS;
  const fadeAt = onSample(inTime ? Math.max(wantedAt, earliest) : Math.max(current.endsAt, earliest), rate);
  const fadeSeconds = inTime ? onSample(Math.min(length, left), rate) : FADE_IN_SECONDS;
  const slot = { ...slotOf(segment, fadeAt - position, fadeAt, fadeSeconds, rate), pass };
  return { kind: 'loop', from: current, slot, fadeAt, fadeSeconds, gapSeconds: Math.max(0, fadeAt - current.endsAt) };
}

/**
 * The way into a segment that shares no music with the one that plays: as soon as it is there. It fades out what is heard or, where too
 * little of that is left, what follows it; whatever was planned after that is given up. Of a segment that begins with earlier music only
 * the end of that is heard, under the fade.
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

/** @param {number} overlap seconds @returns {number} seconds of the fade at a break in the music's time */
export function loopFadeSeconds(overlap) {
  return Math.min(LOOP_FADE_SECONDS, overlap * LOOP_FADE_PART);
}

/**
 * Where in its segment the repetition after `current` begins.
 *
 * @param {Slot} current @param {JoinOptions} options @returns {number} seconds
 */
function loopStart(current, { overlapSeconds, ownOverlap }) {
  const duration = current.endsAt - current.zeroAt;
  const narrow = Math.max(0, duration - overlapSeconds);
  return current.pass < NARROW_PASSES ? narrow : Math.min(narrow, ownOverlap);
}

/**
 * @param {{ index: number, duration: number }} segment @param {number} zeroAt @param {number} enterAt @param {number} fadeInSeconds
 * @param {number} rate @returns {Slot}
 */
function slotOf({ index, duration }, zeroAt, enterAt, fadeInSeconds, rate) {
  const [zero, enter, fadedIn, end] = [zeroAt, enterAt, enterAt + fadeInSeconds, zeroAt + duration].map(time => onSample(time, rate));
  return { index, pass: 0, zeroAt: zero, enterAt: enter, fadedInAt: fadedIn, endsAt: end };
}
