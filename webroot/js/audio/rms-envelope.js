// @ts-check
/** The root mean square of a piece of music from moment to moment, for its waveform. It grows as the music arrives. */

/** One level is taken over this much time. */
export const STEP_SECONDS = 0.05;

/** So many steps are looked at between two pauses: a second of music. */
const STEPS_AT_ONCE = 20;

export class RmsEnvelope {
  /** Sum of squares of every step. */
  #sums;
  /** @type {Float32Array} root mean square of every step; 0 where no music has arrived */
  values;

  /** @param {number} seconds of the whole */
  constructor(seconds) {
    const steps = Math.ceil(seconds / STEP_SECONDS) + 1;
    this.#sums = new Float64Array(steps);
    this.values = new Float32Array(steps);
  }

  /**
   * Looks at a piece of music, later: whoever brings it does not wait. It is copied step by step, for Firefox empties the arrays of
   * `getChannelData` as soon as the piece is played.
   *
   * @param {number} from its first frame @param {AudioBuffer} buffer @param {() => Promise<void>} pause
   */
  async add(from, buffer, pause) {
    const perStep = Math.round(buffer.sampleRate * STEP_SECONDS);
    const end = from + buffer.length;
    const start = Math.floor(from / perStep);
    const copied = new Float32Array(perStep);
    for (let step = start; step * perStep < end; step++) {
      if ((step - start) % STEPS_AT_ONCE === 0) {
        await pause();
      }
      const first = Math.max(from, step * perStep) - from;
      const last = Math.min(end, (step + 1) * perStep) - from;
      const samples = copied.subarray(0, last - first);
      for (let channel = 0; channel < buffer.numberOfChannels; channel++) {
        buffer.copyFromChannel(samples, channel, first);
        this.#sums[step] += squares(samples);
      }
      this.values[step] = Math.sqrt(this.#sums[step] / perStep / buffer.numberOfChannels);
    }
  }
}

/** A loop, for it looks at every sample of the music. @param {Float32Array} samples @returns {number} the sum of their squares */
function squares(samples) {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) {
    sum += samples[i] * samples[i];
  }
  return sum;
}

/**
 * @param {Float32Array} levels @param {number} from @param {number} to seconds
 * @returns {number} the mean level between two moments, 0 outside of the music
 */
export function levelBetween(levels, from, to) {
  const start = Math.floor(from / STEP_SECONDS);
  const first = Math.max(0, start);
  const last = Math.min(levels.length, Math.max(start + 1, Math.ceil(to / STEP_SECONDS)));
  let sum = 0;
  for (let i = first; i < last; i++) {
    sum += levels[i];
  }
  return last > first ? sum / (last - first) : 0;
}
