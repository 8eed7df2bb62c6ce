// @ts-check
/**
 * One slot of the plan as sound: the pieces of a segment → level (the segment's gain) → fade → output, all on the audio clock.
 *
 * @typedef {import('./timeline.js').Slot} Slot
 * @typedef {import('../server/types.js').Segment} Segment
 *
 * @typedef {object} Part
 * @property {Segment} segment
 * @property {import('./segment-buffer.js').Reel} reel
 * @property {import('./segment-gain.js').Level} level
 * @property {Slot} slot
 * @property {Float32Array} fadeIn  gains from `slot.enterAt` to `slot.settledAt`
 */
import { crossfade, gainOf } from './crossfade.js';
import { gainAt } from './segment-gain.js';
import { LEAD_SECONDS } from './timeline.js';

/** The ramp at the end of music that has no successor. */
const TAIL_SECONDS = 0.02;

/** The ramp before music that has not arrived yet. */
const HOLD_SECONDS = 0.25;

export class Voice {
  /** @type {AudioBufferSourceNode[]} */
  #sources = [];
  #context;
  #rate;
  #level;
  #fade;
  #zero;                 // frame of the audio clock at which the segment's frame 0 belongs
  #scheduled;            // the segment's frame up to which it is scheduled
  #outAt = Infinity;     // when it begins to fade out
  #leaving = false;      // whether it does so under a successor
  begun = false;
  /** When it has faded out. */
  stopAt = Infinity;

  /** @param {BaseAudioContext} context @param {AudioNode} output @param {Part} part */
  constructor(context, output, { segment, reel, level, slot, fadeIn }) {
    this.segment = segment;
    this.reel = reel;
    this.slot = slot;
    this.#context = context;
    this.#rate = context.sampleRate;
    this.#zero = Math.round(slot.zeroAt * this.#rate);
    this.#scheduled = Math.round(slot.enterAt * this.#rate) - this.#zero;
    this.#level = new GainNode(context, { gain: gainOf(gainAt(level, slot.enterAt - slot.zeroAt)) });
    this.#fade = new GainNode(context, { gain: 0 });
    this.#level.connect(this.#fade).connect(output);
    this.#fade.gain.setValueCurveAtTime(fadeIn, slot.enterAt, slot.settledAt - slot.enterAt);
    this.#ride(level);
    this.extend();
  }

  /** An exponential ramp of the gain is a straight line in dB. @param {import('./segment-gain.js').Level} level */
  #ride({ startDb, endDb, rampFrom, rampTo }) {
    const { zeroAt, enterAt } = this.slot;
    const from = Math.max(enterAt, zeroAt + rampFrom);
    const to = zeroAt + rampTo;
    if (startDb !== endDb && to > from) {
      this.#level.gain.setValueAtTime(this.#level.gain.value, from);
      this.#level.gain.exponentialRampToValueAtTime(gainOf(endDb), to);
    }
  }

  /** Schedules what the reel has gained. */
  extend() {
    const fresh = this.reel.pieces.filter(({ from, buffer }) => from + buffer.length > this.#scheduled);
    if (fresh.length > 0) {
      fresh.forEach(({ from, buffer }) => this.#play(buffer, from));
      this.stay();
    }
  }

  /** @param {AudioBuffer} buffer @param {number} from its first frame in the segment */
  #play(buffer, from) {
    const source = new AudioBufferSourceNode(this.#context, { buffer });
    source.connect(this.#level);
    source.start((this.#zero + this.#scheduled) / this.#rate, (this.#scheduled - from) / this.#rate);
    this.#sources.push(source);
    this.#scheduled = from + buffer.length;
  }

  /** Lets it sound to its end, also when a successor was to take over. */
  stay() {
    const tail = Math.round((this.#isWhole() ? TAIL_SECONDS : HOLD_SECONDS) * this.#rate);
    this.#fadeOut((this.#zero + this.#scheduled - tail) / this.#rate, crossfade(tail / this.#rate).out, tail / this.#rate);
    this.#leaving = false;
  }

  /** Fades it out under its successor. @param {number} at @param {Float32Array} curve @param {number} seconds */
  leave(at, curve, seconds) {
    this.#fadeOut(at, curve, seconds);
    this.#leaving = true;
  }

  /** @param {number} at @param {Float32Array} curve @param {number} seconds */
  #fadeOut(at, curve, seconds) {
    if (this.#outAt < Infinity) {
      this.#fade.gain.cancelScheduledValues(Math.min(this.#outAt, at));
    }
    this.#fade.gain.setValueCurveAtTime(curve, at, seconds);
    this.#outAt = at;
    this.stopAt = at + seconds;
  }

  #isWhole() {
    return this.#scheduled >= this.reel.total;
  }

  /** Whether it must stop, or has stopped, because the rest of its segment has not arrived. */
  isDry() {
    return !this.#isWhole() && !this.#leaving && this.#context.currentTime + LEAD_SECONDS > this.#outAt;
  }

  /** Seconds into the segment at which music that ran dry goes on: what faded away is heard again. */
  heldAt() {
    return this.#outAt - this.slot.zeroAt;
  }

  /** Silences and lets go of it. */
  release() {
    for (const source of this.#sources) {
      source.stop();
      source.disconnect();
    }
    this.#sources = [];
    this.#level.disconnect();
    this.#fade.disconnect();
  }
}
