// @ts-check
/**
 * Schedules segments on the audio clock. It decides nothing: when to sound comes from timeline.js, how a fade runs from crossfade.js,
 * how loud a segment is from segment-gain.js.
 *
 * @typedef {import('../server/types.js').Segment} Segment
 * @typedef {import('./timeline.js').Slot} Slot
 * @typedef {import('./timeline.js').Step} Step
 * @typedef {import('./segment-buffer.js').Reel} Reel
 * @typedef {{ crossfade_seconds: number, overlap_seconds: number }} Joining  how segments are joined
 */
import { crossfade } from './crossfade.js';
import * as log from '../util/log.js';
import { createCurtain } from './master-gain.js';
import { bridging, held, heldSeconds, remaining, whereabouts } from './playhead.js';
import { levelOf } from './segment-gain.js';
import { firstSlot, planNext, RISE_SECONDS } from './timeline.js';
import { Voice } from './voice.js';

/**
 * @param {BaseAudioContext} context on whose clock everything is scheduled; the caller closes it
 * @param {AudioNode} [output]       what the music is played into
 */
export function createPlayer(context, output = context.destination) {
  const rate = context.sampleRate;
  const curtain = createCurtain(context, output);
  /** @type {Voice[]} oldest first; at most two that sound, and one to come */
  let voices = [];
  /** @type {Joining} */
  let joining = { crossfade_seconds: 0, overlap_seconds: 0 };
  let underruns = 0;
  let dry = false;
  let leaving = false;

  /**
   * Starts the music, or takes it up where it ran dry.
   *
   * @param {Segment} segment
   * @param {Reel} reel          holds at least what follows `offset` for the first second; {@link extend} tells when it has more
   * @param {number} offset      seconds into the segment
   * @param {Joining} how
   */
  function begin(segment, reel, offset, how) {
    joining = how;
    const quietAt = voices.at(-1)?.stopAt ?? 0;
    const slot = firstSlot(candidate(segment, reel), Math.max(context.currentTime, quietAt), offset, rate);
    enter(segment, reel, slot, crossfade(RISE_SECONDS).in);
    log.info(`segment ${slot.index} will be heard at ${at(slot.enterAt)} from ${(slot.enterAt - slot.zeroAt).toFixed(3)} s`);
  }

  /** Schedules what has arrived of the segment that sounds while it downloads. */
  function extend() {
    noticeDryness();
    if (!dry) {
      voices.at(-1)?.extend();
    }
  }

  /**
   * Goes on with the next segment, which is whole.
   *
   * @param {Segment} segment @param {Reel} reel @param {Joining} how
   */
  function follow(segment, reel, how) {
    joining = how;
    const next = candidate(segment, reel);
    let step = plan(next);
    while (step.kind === 'loop') {
      repeat(step);
      step = plan(next);
    }
    if (step.kind === 'wait') {
      throw new RangeError(`segment ${segment.index} with an overlap of ${segment.overlap_seconds} s cannot be joined`);
    }
    giveUpAfter(step.from);
    go(step, segment, reel, step.kind === 'jump' ? 0 : segment.seam?.correlation ?? 1);
    const leftOut = step.from.endsAt - next.overlap - next.lag - step.slot.zeroAt;
    const skipped = step.kind === 'jump' ? `, ${leftOut.toFixed(6)} s left out` : '';
    log.info(`seam ${step.from.index}→${segment.index} planned: ${step.kind}, ${words(step)}${skipped}`);
  }

  /** @param {import('./timeline.js').Candidate | null} next */
  function plan(next) {
    const newest = voices[voices.length - 1];
    const wishes = { fadeSeconds: joining.crossfade_seconds, overlapSeconds: joining.overlap_seconds,
      ownOverlap: newest.segment.overlap_seconds };
    return planNext(voices.map(voice => voice.slot), next, context.currentTime, wishes, rate);
  }

  /** Drops repetitions after this slot, which nobody has heard yet. @param {Slot} slot */
  function giveUpAfter(slot) {
    const place = voices.findIndex(voice => voice.slot === slot);
    if (place < voices.length - 1) {
      voices.slice(place + 1).forEach(release);
      voices[place].stay();
    }
  }

  /** The newest segment is repeated, for the next one is late. @param {Step} step */
  function repeat(step) {
    const { segment, reel } = voices[voices.length - 1];
    go(step, segment, reel, 0);
    log.info(`bridge ${segment.index} pass ${step.slot.pass} planned: ${words(step)}`);
  }

  /** @param {Step} step @param {Segment} segment @param {Reel} reel @param {number} correlation of the two sides */
  function go({ slot, fadeAt, fadeSeconds, gapSeconds }, segment, reel, correlation) {
    const fade = crossfade(fadeSeconds, correlation);
    if (gapSeconds === 0) {
      voices[voices.length - 1].leave(fadeAt, fade.out, fadeSeconds);
    }
    enter(segment, reel, slot, fade.in);
  }

  /** @param {Segment} segment @param {Reel} reel @param {Slot} slot @param {Float32Array} fadeIn */
  function enter(segment, reel, slot, fadeIn) {
    dry = false;
    const level = levelOf(segment, reel.duration, joining.overlap_seconds);
    voices.push(new Voice(context, curtain.input, { segment, reel, level, slot, fadeIn }));
  }

  /** Looks at the clock: notes what began and ended, lets go of what has sounded, repeats what must be. */
  function tick() {
    const now = context.currentTime;
    for (const voice of voices.filter(each => !each.begun && each.slot.enterAt <= now)) {
      noteBegin(voice);
    }
    for (const voice of voices.slice(0, -1).filter(each => each.stopAt <= now)) {
      release(voice);
    }
    noticeDryness();
    const newest = voices.at(-1);
    if (newest?.reel.whole && !dry && !leaving) {
      const step = plan(null);
      if (step.kind === 'loop') {
        repeat(step);
      }
    }
  }

  /** @param {Voice} voice */
  function noteBegin(voice) {
    const { index, pass, enterAt } = voice.slot;
    voice.begun = true;
    underruns += pass === 1 ? 1 : 0;
    log.info(`${pass > 0 ? `bridge ${index} pass ${pass}` : `segment ${index} playback`} started at ${at(enterAt)}`);
  }

  function noticeDryness() {
    const newest = voices.at(-1);
    if (!dry && newest?.isDry()) {
      dry = true;
      underruns++;
      newest.slot = { ...newest.slot, endsAt: newest.slot.zeroAt + newest.heldAt() };
      log.info(`segment ${newest.slot.index} arrives too slowly: the music rests at ${newest.heldAt().toFixed(3)} s`);
    }
  }

  /** @param {Voice} voice */
  function release(voice) {
    voices = voices.filter(each => each !== voice);
    voice.release();
    if (voice.begun && voice.slot.pass === 0) {
      log.info(`segment ${voice.slot.index} playback ended at ${at(Math.min(voice.stopAt, context.currentTime))}`);
    }
  }

  /** Fades everything out, for good. @param {number} seconds @returns {number} when it is quiet, on the audio clock */
  function fadeOut(seconds) {
    leaving = true;
    return curtain.fadeOut(seconds);
  }

  /** Silences and lets go of everything at once. */
  function dispose() {
    voices.forEach(release);
    curtain.release();
  }

  return {
    begin, extend, follow, tick, fadeOut, dispose, riseAgain: curtain.riseAgain,
    /** Where the listener is, null before the first sound. */
    whereabouts: () => whereabouts(voices.map(voice => voice.slot), context.currentTime),
    /** What is scheduled, oldest first, and the moment on the audio clock. */
    plan: () => ({ now: context.currentTime, slots: voices.map(voice => voice.slot) }),
    remaining: () => remaining(voices, context.currentTime),
    /** Index of the newest scheduled segment, null without one. */
    newest: () => voices.at(-1)?.slot.index ?? null,
    held: () => held(voices),
    heldSeconds: () => heldSeconds(voices),
    bridging: () => bridging(voices, context.currentTime),
    /** Where the music rests because the rest of its segment has not arrived; null while it sounds. */
    heldAt: () => dry ? voices[voices.length - 1].heldAt() : null,
    isDry: () => dry,
    underruns: () => underruns,
  };
}

/** @param {Segment} segment @param {Reel} reel @returns {import('./timeline.js').Candidate} */
function candidate(segment, reel) {
  const lag = (segment.seam?.lag_samples ?? 0) / reel.rate;
  return { index: segment.index, duration: reel.duration, overlap: segment.overlap_seconds, lag };
}

/** @param {number} time @returns {string} a time of the audio clock, for the console */
const at = time => `${time.toFixed(3)} s`;

/** @param {Step} step @returns {string} for the console */
const words = ({ slot, fadeAt, fadeSeconds, gapSeconds }) =>
  `fade ${fadeSeconds.toFixed(3)} s at ${at(fadeAt)} into ${(fadeAt - slot.zeroAt).toFixed(3)} s, gap ${gapSeconds.toFixed(3)} s`;
