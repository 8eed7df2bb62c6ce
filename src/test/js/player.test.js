// @ts-check
import { createPlayer } from '/js/player.js';
import { Reel } from '/js/reel.js';
import { near, ok, test } from './harness.js';
import { segmentOf } from './samples.js';

const RATE = 48_000;
const SEGMENT = 5;
const OVERLAP = 1.5;
const STRIDE = SEGMENT - OVERLAP;
const JOINING = { crossfade_seconds: 0.7, overlap_seconds: OVERLAP };

/** A signal that is different everywhere and known at every sample. @param {number} frame @param {number} channel */
const tape = (frame, channel) => 0.3 * Math.sin(frame * 0.021 + channel) + 0.3 * Math.sin(frame * frame * 1e-7 + channel);

/** @param {BaseAudioContext} context @param {number} index @param {number} gain */
function cut(context, index, gain = 1) {
  const buffer = context.createBuffer(2, SEGMENT * RATE, RATE);
  for (let channel = 0; channel < 2; channel++) {
    const samples = buffer.getChannelData(channel);
    samples.forEach((_, i) => { samples[i] = gain * tape(index * STRIDE * RATE + i, channel); });
  }
  return buffer;
}

const short = (/** @type {number} */ index, changes = {}) =>
  segmentOf(index, { seconds: SEGMENT, overlap_seconds: index === 0 ? 0 : OVERLAP, ...changes });

/**
 * Renders the player's own schedule; each segment is handed over when its predecessor has just begun to be heard.
 *
 * @param {number} segments @param {(player: ReturnType<typeof createPlayer>, context: OfflineAudioContext, index: number) => void} hand
 */
async function render(segments, hand) {
  const seconds = STRIDE * segments;
  const context = new OfflineAudioContext(2, seconds * RATE, RATE);
  const player = createPlayer(context);
  player.begin(short(0), Reel.of(cut(context, 0)), 0, JOINING);
  for (let index = 1; index < segments; index++) {
    context.suspend((index - 1) * STRIDE + 1.2).then(() => {
      player.tick();
      hand(player, context, index);
      context.resume();
    });
  }
  return { output: await context.startRendering(), player };
}

/** @param {AudioBuffer} output @returns {number} dB from the tape, from after the rise to the end */
function errorDb(output) {
  const start = Math.round(0.1 * RATE);
  let [error, signal] = [0, 0];
  for (let channel = 0; channel < 2; channel++) {
    const samples = output.getChannelData(channel);
    for (let i = start + RATE / 10; i < samples.length; i++) {
      const wanted = tape(i - start, channel);
      error += (samples[i] - wanted) ** 2;
      signal += wanted ** 2;
    }
  }
  return 10 * Math.log10(error / signal);
}

test('rendered offline, four seams leave the tape as it is', async () => {
  const { output, player } = await render(5, (each, context, index) => each.follow(short(index), Reel.of(cut(context, index)), JOINING));
  const error = errorDb(output);
  console.info(`offline render: ${error.toFixed(1)} dB`);
  ok(error < -100, `${error} dB`);
  near(player.underruns(), 0);
});

test('the gain of a segment makes up for the level it came back at', async () => {
  const { output } = await render(3, (each, context, index) =>
    each.follow(short(index, { gain_db: 6.020599913, gain_end_db: 6.020599913 }), Reel.of(cut(context, index, 0.5)), JOINING));
  ok(errorDb(output) < -100, `${errorDb(output)} dB`);
});

test('a segment that lags behind its source is pulled forward by its lag', async () => {
  const lag = 37;
  const { output } = await render(3, (each, context, index) => {
    const buffer = context.createBuffer(2, SEGMENT * RATE, RATE);
    for (let channel = 0; channel < 2; channel++) {
      const samples = buffer.getChannelData(channel);
      samples.forEach((_, i) => { samples[i] = tape(index * STRIDE * RATE + i - lag * index, channel); });
    }
    each.follow(short(index, { seam: { lag_samples: lag, correlation: 1, gain_db: 0, residual_db: -90 } }), Reel.of(buffer), JOINING);
  });
  ok(errorDb(output) < -100, `${errorDb(output)} dB`);
});

test('fading out ends in silence', async () => {
  const context = new OfflineAudioContext(2, 4 * RATE, RATE);
  const player = createPlayer(context);
  player.begin(short(0), Reel.of(cut(context, 0)), 0, JOINING);
  context.suspend(1).then(() => {
    near(player.fadeOut(1), 2.05, 0.01);
    context.resume();
  });
  const samples = (await context.startRendering()).getChannelData(0);
  ok(samples.slice(1.8 * RATE, 1.9 * RATE).some(each => Math.abs(each) > 0.01), 'it is still heard while it fades');
  ok(samples.slice(2.1 * RATE).every(each => each === 0), 'nothing is heard after the fade');
});
