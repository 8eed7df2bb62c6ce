// @ts-check
/** How loud a piece of music is from moment to moment, for its waveform. It grows as the music arrives. */

/** One level is taken over this much time. */
export const STEP_SECONDS = 0.05;

/** So many frames are looked at between two pauses. */
const FRAMES_AT_ONCE = 48_000;

export class Levels {
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
   * @param {number} from its first frame @param {AudioBuffer} buffer @param {() => Promise<void>} pause
   */
  async add(from, buffer, pause) {
    const channels = Array.from({ length: buffer.numberOfChannels }, (_, i) => buffer.getChannelData(i));
    const perStep = Math.round(buffer.sampleRate * STEP_SECONDS);
    for (let start = 0; start < buffer.length; start += FRAMES_AT_ONCE) {
      const end = Math.min(buffer.length, start + FRAMES_AT_ONCE);
      channels.forEach(samples => this.#sum(samples, start, end, from, perStep));
      const last = Math.min(this.values.length - 1, Math.floor((from + end) / perStep));
      for (let step = Math.floor((from + start) / perStep); step <= last; step++) {
        this.values[step] = Math.sqrt(this.#sums[step] / perStep / channels.length);
      }
      await pause();
    }
  }

  /** @param {Float32Array} samples @param {number} start @param {number} end @param {number} from @param {number} perStep */
  #sum(samples, start, end, from, perStep) {
    for (let i = start; i < end; i++) {
      this.#sums[Math.floor((from + i) / perStep)] += samples[i] * samples[i];
    }
  }
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
