// @ts-check
/** What the page makes of a script of segments, for comparison with what the stream makes of it. */
import { createPlayer } from '/js/audio/player.js';
import { noise, RATE, render, segmentBufferOf, short } from './signals.js';

/** Bytes that are turned into text at a time. */
const CHUNK = 0x8000;

/**
 * Renders a script of `tables/mix.json`.
 *
 * @param {any} script
 * @returns {Promise<{ appended: number[], samples: string }>} at which frames the segments after the first were handed over, and interleaved
 *   stereo as 32-bit floats in base64
 */
export async function renderMix(script) {
  /** @type {number[]} */
  const appended = [];
  const output = await render(script.seconds, context => {
    const player = createPlayer(context);
    const [first, ...later] = script.segments;
    player.begin(segmentOf(first), bufferOf(first), 0, script);
    for (const each of later) {
      context.suspend(each.arrives / RATE).then(() => {
        appended.push(Math.round(context.currentTime * RATE));
        player.append(segmentOf(each), bufferOf(each), script);
        context.resume();
      });
    }
    return player.tick;
  });
  return { appended, samples: base64(output) };
}

/** @param {any} given @returns {import('/js/server/types.js').Segment} */
const segmentOf = ({ index, overlap_seconds, join, lag_samples, correlation, gain_db, gain_end_db }) => short(index, {
  overlap_seconds, join, gain_db, gain_end_db, seam: join === 'overlap' ? { lag_samples, correlation, gain_db: 0, residual_db: -30 } : null,
});

/** @param {any} given */
const bufferOf = ({ taken_from: from }) => segmentBufferOf((frame, channel) => 0.3 * noise(2 * (from + frame) + channel));

/** @param {AudioBuffer} output */
function base64(output) {
  const samples = new Float32Array(2 * output.length);
  for (let channel = 0; channel < 2; channel++) {
    output.getChannelData(channel).forEach((sample, i) => { samples[2 * i + channel] = sample; });
  }
  const bytes = new Uint8Array(samples.buffer);
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  }
  return btoa(text);
}
