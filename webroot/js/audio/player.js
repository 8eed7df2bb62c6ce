// @ts-check
/**
 * Schedules segments on the audio clock. It decides nothing: when to sound comes from timeline.js, how a fade runs from crossfade.js,
 * how loud a segment is from segment-gain.js.
 *
 * @typedef {import('../server/types.js').Segment} Segment
 * @typedef {import('./timeline.js').Slot} Slot
 * @typedef {import('./timeline.js').Step} Step
 * @typedef {import('./segment-buffer.js').SegmentBuffer} SegmentBuffer
 * @typedef {{ crossfade_seconds: number, overlap_seconds: number }} Joining  how segments are joined
 */
import { crossfade } from './crossfade.js';
import * as log from '../util/log.js';
import { createMasterGain } from './master-gain.js';
import { bridging, held, playhead, remaining } from './playhead.js';
import { segmentGainOf } from './segment-gain.js';
import { FADE_IN_SECONDS, firstSlot, planAnnouncedCrossfade, planNext } from './timeline.js';
import { Voice } from './voice.js';

/**
 * @param {BaseAudioContext} context on whose clock everything is scheduled; the caller closes it
 * @param {AudioNode} [output]       what the music is played into
 */
export function createPlayer(context, output = context.destination) {
  const rate = context.sampleRate;
  /** Seconds that the audio thread renders at once: what is scheduled nearer than that may sound late, beside its place. */
  const renderedAtOnce = 'baseLatency' in context ? /** @type {AudioContext} */ (context).baseLatency : 0;
  const soonest = () => context.currentTime + renderedAtOnce;
  const masterGain = createMasterGain(context, output);
  /** @type {Voice[]} oldest first; at most two that sound, and one to come; a new piece adds one more until it is planned */
  let voices = [];
  /** @type {Joining} */
  let joining = { crossfade_seconds: 0, overlap_seconds: 0 };
  let underruns = 0;
  let underrun = false;
  let fadingOut = false;

  /**
   * Starts the music, or resumes it after an underrun.
   *
   * @param {Segment} segment
   * @param {SegmentBuffer} buffer  holds at least what follows `offset` for the first second; {@link extend} tells when it has more
   * @param {number} offset         seconds into the segment
   * @param {Joining} how
   */
  function begin(segment, buffer, offset, how) {
    joining = how;
    const quietAt = voices.at(-1)?.stopAt ?? 0;
    const slot = firstSlot(candidate(segment, buffer), Math.max(soonest(), quietAt), offset, rate);
    addVoice(segment, buffer, slot, crossfade(FADE_IN_SECONDS).in);
    log.info(`segment ${slot.index} will be heard at ${at(slot.enterAt)} from ${(slot.enterAt - slot.zeroAt).toFixed(3)} s`);
  }

  /** Schedules what has arrived of the segment that sounds while it downloads. */
  function extend() {
    detectUnderrun();
    if (!underrun) {
      voices.at(-1)?.extend();
    }
  }

  /**
   * Goes on with the next segment, which is whole.
   *
   * @param {Segment} segment @param {SegmentBuffer} buffer @param {Joining} how
   */
  function append(segment, buffer, how) {
    joining = how;
    const next = candidate(segment, buffer);
    let step = plan(next);
    while (step.kind === 'loop') {
      repeat(step);
      step = plan(next);
    }
    if (step.kind === 'wait') {
      throw new RangeError(`segment ${segment.index} with an overlap of ${segment.overlap_seconds} s cannot be joined`);
    }
    dropAfter(step.from);
    crossfadeTo(step, segment, buffer, step.kind === 'jump' || step.kind === 'announced' ? 0 : segment.seam?.correlation ?? 1);
    const leftOut = step.from.endsAt - next.overlap - next.lag - step.slot.zeroAt;
    const skipped = step.kind === 'jump' || step.kind === 'announced' ? `, ${leftOut.toFixed(6)} s left out` : '';
    log.info(`seam ${step.from.index}→${segment.index} planned: ${step.kind}, ${words(step)}${skipped}`);
  }

  /** @param {import('./timeline.js').Candidate | null} next */
  function plan(next) {
    const slots = voices.map(voice => voice.slot);
    if (next?.apart) {
      return planAnnouncedCrossfade(slots, next, soonest(), joining.crossfade_seconds, rate);
    }
    const newest = voices[voices.length - 1];
    const options = { fadeSeconds: joining.crossfade_seconds, overlapSeconds: joining.overlap_seconds,
      ownOverlap: newest.segment.overlap_seconds };
    return planNext(slots, next, soonest(), options, rate);
  }

  /** Drops what comes after this slot, which nobody has heard yet. @param {Slot} slot */
  function dropAfter(slot) {
    const place = voices.findIndex(voice => voice.slot === slot);
    if (place < voices.length - 1) {
      voices.slice(place + 1).forEach(release);
      voices[place].playToEnd();
    }
  }

  /** The newest segment is repeated, for the next one is late. @param {Step} step */
  function repeat(step) {
    const { segment, buffer } = voices[voices.length - 1];
    crossfadeTo(step, segment, buffer, 0);
    log.info(`bridge ${segment.index} pass ${step.slot.pass} planned: ${words(step)}`);
  }

  /** @param {Step} step @param {Segment} segment @param {SegmentBuffer} buffer @param {number} correlation of the two sides */
  function crossfadeTo({ slot, fadeAt, fadeSeconds, gapSeconds }, segment, buffer, correlation) {
    const fade = crossfade(fadeSeconds, correlation);
    if (gapSeconds === 0) {
      voices[voices.length - 1].crossfadeOut(fadeAt, fade.out, fadeSeconds);
    }
    addVoice(segment, buffer, slot, fade.in);
  }

  /** @param {Segment} segment @param {SegmentBuffer} buffer @param {Slot} slot @param {Float32Array} fadeIn */
  function addVoice(segment, buffer, slot, fadeIn) {
    underrun = false;
    const segmentGain = segmentGainOf(segment, buffer.duration, joining.overlap_seconds);
    voices.push(new Voice(context, masterGain.input, { segment, buffer, segmentGain, slot, fadeIn }));
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
    detectUnderrun();
    const newest = voices.at(-1);
    if (newest?.buffer.whole && !underrun && !fadingOut) {
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

  function detectUnderrun() {
    const newest = voices.at(-1);
    if (!underrun && newest?.isUnderrun(soonest())) {
      underrun = true;
      underruns++;
      newest.slot = { ...newest.slot, endsAt: newest.slot.zeroAt + newest.underrunAt() };
      log.info(`segment ${newest.slot.index} arrives too slowly: underrun at ${newest.underrunAt().toFixed(3)} s`);
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
    fadingOut = true;
    return masterGain.fadeOut(seconds);
  }

  /** Silences and lets go of everything at once. */
  function dispose() {
    voices.forEach(release);
    masterGain.release();
  }

  return {
    begin, extend, append, tick, fadeOut, dispose, fadeInAgain: masterGain.fadeInAgain,
    /** Where the listener is, null before the first sound. */
    playhead: () => playhead(voices.map(voice => voice.slot), context.currentTime),
    /** What is scheduled, oldest first, and the moment on the audio clock. */
    plan: () => ({ now: context.currentTime, slots: voices.map(voice => voice.slot) }),
    remaining: () => remaining(voices, context.currentTime),
    /** Index of the newest scheduled segment, null without one. */
    newest: () => voices.at(-1)?.slot.index ?? null,
    held: () => held(voices),
    bridging: () => bridging(voices, context.currentTime),
    /** Where the music stopped because the rest of its segment has not arrived; null while it sounds. */
    underrunAt: () => underrun ? voices[voices.length - 1].underrunAt() : null,
    isUnderrun: () => underrun,
    underruns: () => underruns,
  };
}

/** @param {Segment} segment @param {SegmentBuffer} buffer @returns {import('./timeline.js').Candidate} */
function candidate(segment, buffer) {
  const lag = (segment.seam?.lag_samples ?? 0) / segment.sample_rate;        // of the file: the browser may have decoded it to another rate
  return { index: segment.index, duration: buffer.duration, overlap: segment.overlap_seconds, lag, apart: segment.join === 'crossfade' };
}

/** @param {number} time @returns {string} a time of the audio clock, for the console */
const at = time => `${time.toFixed(3)} s`;

/** @param {Step} step @returns {string} for the console */
const words = ({ slot, fadeAt, fadeSeconds, gapSeconds }) =>
  `fade ${fadeSeconds.toFixed(3)} s at ${at(fadeAt)} into ${(fadeAt - slot.zeroAt).toFixed(3)} s, gap ${gapSeconds.toFixed(3)} s`;
