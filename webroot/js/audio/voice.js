// @ts-check
/**
 * One slot of the plan as sound: the pieces of a segment → segment gain → fade → output, all on the audio clock.
 *
 * @typedef {import('./timeline.js').Slot} Slot
 * @typedef {import('../server/types.js').Segment} Segment
 *
 * @typedef {object} Part
 * @property {Segment} segment
 * @property {import('./segment-buffer.js').SegmentBuffer} buffer
 * @property {import('./segment-gain.js').SegmentGain} segmentGain
 * @property {Slot} slot
 * @property {Float32Array} fadeIn  gains from `slot.enterAt` to `slot.fadedInAt`
 */
import { crossfade, gainFromDb, scheduleCurve } from './crossfade.js';
import { gainDbAt } from './segment-gain.js';
import { LEAD_SECONDS } from './timeline.js';

/** The ramp at the end of music that has no successor. */
const TAIL_SECONDS = 0.02;

/** The fade before music that has not arrived yet. */
const UNDERRUN_FADE_SECONDS = 0.25;

export class Voice {
  /** @type {AudioBufferSourceNode[]} */
  #sources = [];
  #context;
  #rate;
  #segmentGain;
  #fade;
  #zero;                 // frame of the audio clock at which the segment's frame 0 belongs
  #scheduled;            // the segment's frame up to which it is scheduled
  #fadeOutAt = Infinity; // when it begins to fade out
  #hasSuccessor = false; // whether it does so under a successor
  begun = false;
  /** When it has faded out. */
  stopAt = Infinity;

  /** @param {BaseAudioContext} context @param {AudioNode} output @param {Part} part */
  constructor(context, output, { segment, buffer, segmentGain, slot, fadeIn }) {
    this.segment = segment;
    this.buffer = buffer;
    this.slot = slot;
    this.#context = context;
    this.#rate = context.sampleRate;
    this.#zero = Math.round(slot.zeroAt * this.#rate);
    this.#scheduled = Math.round(slot.enterAt * this.#rate) - this.#zero;
    this.#segmentGain = new GainNode(context, { gain: gainFromDb(gainDbAt(segmentGain, slot.enterAt - slot.zeroAt)) });
    this.#fade = new GainNode(context, { gain: 0 });
    this.#segmentGain.connect(this.#fade).connect(output);
    scheduleCurve(this.#fade.gain, fadeIn, slot.enterAt, slot.fadedInAt);
    this.#scheduleGainRamp(segmentGain);
    this.extend();
  }

  /** An exponential ramp of the gain is a straight line in dB. @param {import('./segment-gain.js').SegmentGain} gain */
  #scheduleGainRamp({ startDb, endDb, rampFrom, rampTo }) {
    const { zeroAt, enterAt } = this.slot;
    const from = Math.max(enterAt, zeroAt + rampFrom);
    const to = zeroAt + rampTo;
    if (startDb !== endDb && to > from) {
      this.#segmentGain.gain.setValueAtTime(this.#segmentGain.gain.value, from);
      this.#segmentGain.gain.exponentialRampToValueAtTime(gainFromDb(endDb), to);
    }
  }

  /** Schedules what has arrived since. */
  extend() {
    const fresh = this.buffer.pieces.filter(piece => piece.from + piece.buffer.length > this.#scheduled);
    if (fresh.length > 0) {
      fresh.forEach(piece => this.#play(piece));
      this.playToEnd();
    }
  }

  /** @param {import('./segment-buffer.js').Piece} piece */
  #play({ from, buffer }) {
    const source = new AudioBufferSourceNode(this.#context, { buffer });
    source.connect(this.#segmentGain);
    source.start((this.#zero + this.#scheduled) / this.#rate, (this.#scheduled - from) / this.#rate);
    this.#sources.push(source);
    this.#scheduled = from + buffer.length;
  }

  /** Lets it sound to its end, also when a successor was to take over. */
  playToEnd() {
    const tail = Math.round((this.#isWhole() ? TAIL_SECONDS : UNDERRUN_FADE_SECONDS) * this.#rate);
    this.#fadeOut((this.#zero + this.#scheduled - tail) / this.#rate, crossfade(tail / this.#rate).out, tail / this.#rate);
    this.#hasSuccessor = false;
  }

  /** Fades it out under its successor. @param {number} at @param {Float32Array} curve @param {number} seconds */
  crossfadeOut(at, curve, seconds) {
    this.#fadeOut(at, curve, seconds);
    this.#hasSuccessor = true;
  }

  /** @param {number} at @param {Float32Array} curve @param {number} seconds */
  #fadeOut(at, curve, seconds) {
    if (this.#fadeOutAt < Infinity) {
      this.#fade.gain.cancelScheduledValues(Math.min(this.#fadeOutAt, at));
    }
    this.#fade.gain.setValueCurveAtTime(curve, at, seconds);
    this.#fadeOutAt = at;
    this.stopAt = at + seconds;
  }

  #isWhole() {
    return this.#scheduled >= this.buffer.total;
  }

  /** Whether it must stop, or has stopped, because the rest of its segment has not arrived. @param {number} now */
  isUnderrun(now) {
    return !this.#isWhole() && !this.#hasSuccessor && now + LEAD_SECONDS > this.#fadeOutAt;
  }

  /** Seconds into the segment at which the music goes on after an underrun: what faded away is heard again. */
  underrunAt() {
    return this.#fadeOutAt - this.slot.zeroAt;
  }

  /** Silences and lets go of it. */
  release() {
    for (const source of this.#sources) {
      source.stop();
      source.disconnect();
    }
    this.#sources = [];
    this.#segmentGain.disconnect();
    this.#fade.disconnect();
  }
}
