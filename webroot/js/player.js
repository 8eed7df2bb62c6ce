// @ts-check
/**
 * Schedules segments on the audio clock. It decides nothing: when to sound comes from timeline.js, how a fade runs from
 * fade.js. One slot per segment: source → level (the segment's gain) → fade → master → destination.
 *
 * @typedef {import('./types.js').Segment} Segment
 * @typedef {import('./timeline.js').Slot} Slot
 * @typedef {import('./timeline.js').Join} Join
 * @typedef {{ slot: Slot, source: AudioBufferSourceNode, fade: GainNode, stopAt: number, begun: boolean }} Voice
 */
import { crossfade, gainOf } from './fade.js';
import { firstSlot, LEAD_SECONDS, onSample, planNext, RISE_SECONDS, TAIL_SECONDS, whereabouts } from './timeline.js';
import * as log from './log.js';

/**
 * @param {BaseAudioContext} context on whose clock everything is scheduled; the caller closes it
 * @param {AudioNode} [output]       what the music is played into
 */
export function createPlayer(context, output = context.destination) {
  const rate = context.sampleRate;
  const master = new GainNode(context);
  master.connect(output);
  /** @type {Voice[]} oldest first; at most the sounding one and the next */
  let voices = [];
  let underruns = 0;
  let dry = false;

  /** Starts the music with this segment, `offset` seconds into it. @param {Segment} segment @param {AudioBuffer} buffer @param {number} offset */
  function begin(segment, buffer, offset) {
    const slot = firstSlot(candidate(segment, buffer), context.currentTime, offset, rate);
    enter(segment, buffer, slot, RISE_SECONDS);
    log.info(`segment ${slot.index} will be heard at ${at(slot.enterAt)} from ${(slot.enterAt - slot.zeroAt).toFixed(3)} s`);
  }

  /**
   * Goes on with the segment after the newest one. A gap counts as an underrun.
   *
   * @param {Segment} segment @param {AudioBuffer} buffer @param {number} fadeSeconds the crossfade wanted
   */
  function follow(segment, buffer, fadeSeconds) {
    const newest = voices[voices.length - 1];
    const plan = /** @type {Join} */ (
      planNext(newest.slot, candidate(segment, buffer), context.currentTime, fadeSeconds, rate));
    if (plan.kind === 'crossfade') {
      leave(newest, plan);
    }
    if (plan.gapSeconds > 0) {
      countUnderrun();
    }
    enter(segment, buffer, plan.slot, plan.fadeSeconds);
    log.info(`seam ${newest.slot.index}→${segment.index} planned: ${plan.kind}, fade ${plan.fadeSeconds.toFixed(3)} s at`
      + ` ${at(plan.fadeAt)}, gap ${plan.gapSeconds.toFixed(3)} s`);
  }

  /** @param {Segment} segment @param {AudioBuffer} buffer @param {Slot} slot @param {number} fadeSeconds */
  function enter(segment, buffer, slot, fadeSeconds) {
    dry = false;
    const source = new AudioBufferSourceNode(context, { buffer });
    const level = new GainNode(context, { gain: gainOf(segment.gain_db) });
    const fade = new GainNode(context, { gain: 0 });
    source.connect(level).connect(fade).connect(master);
    fade.gain.setValueCurveAtTime(crossfade(fadeSeconds).in, slot.enterAt, fadeSeconds);
    fade.gain.setValueCurveAtTime(crossfade(TAIL_SECONDS).out, onSample(slot.endsAt - TAIL_SECONDS, rate), TAIL_SECONDS);
    source.start(slot.enterAt, onSample(slot.enterAt - slot.zeroAt, rate));
    voices.push({ slot, source, fade, stopAt: slot.endsAt, begun: false });
  }

  /** Fades a voice out under its successor. @param {Voice} voice @param {Join} plan */
  function leave(voice, plan) {
    voice.fade.gain.cancelScheduledValues(plan.fadeAt);
    voice.fade.gain.setValueCurveAtTime(crossfade(plan.fadeSeconds).out, plan.fadeAt, plan.fadeSeconds);
    voice.stopAt = plan.fadeAt + plan.fadeSeconds;
    voice.source.stop(voice.stopAt);
  }

  /** Looks at the clock: notes what began and ended, lets go of what has sounded, notices when the music has run out. */
  function tick() {
    const now = context.currentTime;
    for (const voice of voices.filter(each => !each.begun && each.slot.enterAt <= now)) {
      voice.begun = true;
      log.info(`segment ${voice.slot.index} playback started at ${at(voice.slot.enterAt)}`);
    }
    for (const voice of voices.slice(0, -1).filter(each => each.stopAt <= now)) {
      release(voice);
    }
    noticeDryness(now);
  }

  /** @param {number} now */
  function noticeDryness(now) {
    const newest = voices[voices.length - 1];
    const plan = newest && !dry ? planNext(newest.slot, null, now, 0, rate) : null;
    if (plan?.kind === 'wait' && plan.dry) {
      countUnderrun();
      dry = true;
      log.info(`the music ran out at ${at(newest.slot.endsAt)}, after segment ${newest.slot.index}`);
    }
  }

  /** @param {Voice} voice */
  function release(voice) {
    voices = voices.filter(each => each !== voice);
    voice.source.onended = null;
    voice.source.stop();
    voice.source.disconnect();
    voice.fade.disconnect();
    if (voice.begun) {
      log.info(`segment ${voice.slot.index} playback ended at ${at(Math.min(voice.stopAt, context.currentTime))}`);
    }
  }

  function countUnderrun() {
    underruns += dry ? 0 : 1;
  }

  /** Fades everything out. @param {number} seconds @returns {number} when it is quiet, on the audio clock */
  function fadeOut(seconds) {
    const from = onSample(context.currentTime + LEAD_SECONDS / 2, rate);
    master.gain.setValueCurveAtTime(crossfade(seconds).out, from, seconds);
    voices.forEach(voice => voice.source.stop(from + seconds));
    return from + seconds;
  }

  /** Silences and lets go of everything at once. */
  function dispose() {
    [...voices].forEach(release);
    master.disconnect();
  }

  return {
    begin, follow, tick, fadeOut, dispose,
    /** Where the listener is, null before the first sound. */
    whereabouts: () => whereabouts(voices.map(voice => voice.slot), context.currentTime),
    /** What is scheduled, oldest first, and the moment on the audio clock. */
    plan: () => ({ now: context.currentTime, slots: voices.map(voice => voice.slot) }),
    /** Seconds from now to the end of the newest segment; 0 without one. */
    remaining: () => Math.max(0, (voices.at(-1)?.slot.endsAt ?? 0) - context.currentTime),
    /** Index of the newest scheduled segment, null without one. */
    newest: () => voices.at(-1)?.slot.index ?? null,
    held: () => voices.length,
    isDry: () => dry,
    underruns: () => underruns,
  };
}

/** @param {Segment} segment @param {AudioBuffer} buffer @returns {import('./timeline.js').Candidate} */
function candidate(segment, buffer) {
  const lag = (segment.seam?.lag_samples ?? 0) / buffer.sampleRate;
  return { index: segment.index, duration: buffer.duration, overlap: segment.overlap_seconds, lag };
}

/** @param {number} time @returns {string} a time of the audio clock, for the console */
const at = time => `${time.toFixed(3)} s`;
