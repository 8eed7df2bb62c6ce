// @ts-check
/** A known signal, segments cut from it, and what can be measured on what comes out. */
import { SegmentBuffer } from '/js/audio/segment-buffer.js';
import { segmentOf } from './samples.js';

export const RATE = 48_000;
export const SEGMENT = 5;
export const OVERLAP = 1.5;
export const STRIDE = SEGMENT - OVERLAP;
export const JOINING = { crossfade_seconds: 0.7, overlap_seconds: OVERLAP };
export const LOOP_FADE = OVERLAP / 4;
/** The output's frame at which a session begins, and at which it has risen. */
export const START = Math.round(0.1 * RATE);
export const RISEN = START + 0.1 * RATE;
const WINDOW = RATE / 20;

/** A signal that is different everywhere and known at every sample. @param {number} frame @param {number} channel */
export const reference = (frame, channel) => 0.3 * Math.sin(frame * 0.021 + channel) + 0.3 * Math.sin(frame * frame * 1e-7 + channel);

/** What a session from its beginning puts out. @param {number} frame @param {number} channel */
export const referenceOutput = (frame, channel) => reference(frame - START, channel);

/** @param {number} index @param {object} [changes] @returns {import('/js/server/types.js').Segment} */
export const short = (index, changes = {}) =>
  segmentOf(index, { seconds: SEGMENT, overlap_seconds: index === 0 ? 0 : OVERLAP, ...changes });

/**
 * A segment as it is decoded: in pieces of a second.
 *
 * @param {(frame: number, channel: number) => number} sample of the segment's frame @param {number} [seconds] that have arrived
 */
export function segmentBufferOf(sample, seconds = SEGMENT) {
  const buffer = new SegmentBuffer(RATE, SEGMENT * RATE);
  for (let second = 0; second < seconds; second++) {
    addSecond(buffer, sample);
  }
  return buffer;
}

/** @param {SegmentBuffer} segmentBuffer @param {(frame: number, channel: number) => number} sample */
export function addSecond(segmentBuffer, sample) {
  const from = segmentBuffer.frames;
  const buffer = new AudioBuffer({ numberOfChannels: 2, length: RATE, sampleRate: RATE });
  for (let channel = 0; channel < 2; channel++) {
    const samples = buffer.getChannelData(channel);
    samples.forEach((_, i) => { samples[i] = sample(from + i, channel); });
  }
  segmentBuffer.add(buffer);
}

/** Segment `index` as it is in the reference. @param {number} index */
export const cut = index => segmentBufferOf((frame, channel) => reference(index * STRIDE * RATE + frame, channel));

/** −1…1, the same for the same `n` (mulberry32). @param {number} n */
export function noise(n) {
  let z = (n + 1) * 0x6D2B79F5 | 0;
  z = Math.imul(z ^ z >>> 15, 1 | z);
  z = z + Math.imul(z ^ z >>> 7, 61 | z) ^ z;
  return ((z ^ z >>> 14) >>> 0) / 2 ** 31 - 1;
}

/**
 * Renders what a player makes; `tick` is called four times a second.
 *
 * @param {number} seconds @param {(context: OfflineAudioContext) => (now: number) => void} setUp returns `tick`
 */
export function render(seconds, setUp) {
  const context = new OfflineAudioContext(2, seconds * RATE, RATE);
  const tick = setUp(context);
  for (let at = 0.25; at < seconds; at += 0.25) {
    context.suspend(at).then(() => {
      tick(context.currentTime);
      context.resume();
    });
  }
  return context.startRendering();
}

/** dB by which the output misses what is wanted. @param {AudioBuffer} output @param {(frame: number, channel: number) => number} wanted @param {number} from @param {number} [to] frames */
export function errorDb(output, wanted, from, to = output.length) {
  let [error, signal] = [0, 0];
  for (let channel = 0; channel < 2; channel++) {
    const samples = output.getChannelData(channel);
    for (let i = Math.round(from); i < to; i++) {
      error += (samples[i] - wanted(i, channel)) ** 2;
      signal += wanted(i, channel) ** 2;
    }
  }
  return 10 * Math.log10(error / signal);
}

/** The level of each 50 ms window against the reference, in dB. @param {AudioBuffer} output @param {number} shift reference frame at frame 0 @param {number} from @param {number} to */
export function levels(output, shift, from, to) {
  const samples = output.getChannelData(0);
  const result = [];
  for (let start = from; start + WINDOW <= to; start += WINDOW) {
    let [xy, yy] = [0, 0];
    for (let i = start; i < start + WINDOW; i++) {
      const y = reference(i + shift, 0);
      xy += samples[i] * y;
      yy += y * y;
    }
    result.push(20 * Math.log10(Math.max(1e-9, xy / yy)));
  }
  return result;
}

/** By how many samples each window is off the reference. @param {AudioBuffer} output @param {number} shift @param {number} from @param {number} to */
export function offsets(output, shift, from, to) {
  const samples = output.getChannelData(0);
  const result = [];
  for (let start = from; start + WINDOW <= to; start += WINDOW) {
    const fits = [-3, -2, -1, 0, 1, 2, 3].map(offset => {
      let [xy, yy] = [0, 0];
      for (let i = start; i < start + WINDOW; i++) {
        const y = reference(i + shift + offset, 0);
        xy += samples[i] * y;
        yy += y * y;
      }
      return { offset, fit: xy / Math.sqrt(yy) };
    });
    result.push(fits.reduce((best, each) => each.fit > best.fit ? each : best).offset);
  }
  return result;
}

/** The sharpest bend of a signal: what a click makes large. @param {Float32Array} samples */
export function sharpestBend(samples) {
  let sharpest = 0;
  for (let i = 2; i < samples.length; i++) {
    sharpest = Math.max(sharpest, Math.abs(samples[i] - 2 * samples[i - 1] + samples[i - 2]));
  }
  return sharpest;
}
