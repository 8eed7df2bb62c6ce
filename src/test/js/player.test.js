// @ts-check
import { gainFromDb } from '/js/audio/crossfade.js';
import { createOutput } from '/js/audio/output.js';
import { createPlayer } from '/js/audio/player.js';
import { equal, ok, test } from './harness.js';
import { cut, errorDb, JOINING, levels, noise, offsets, OVERLAP, RATE, reference, referenceOutput, render, RISEN, SEGMENT, segmentBufferOf,
  sharpestBend, short, START, STRIDE } from './signals.js';

/** @typedef {ReturnType<typeof createPlayer>} Player */

/**
 * Plays segments of the reference, each handed over when its predecessor has been heard for a while.
 *
 * @param {number} segments
 * @param {(player: Player, index: number) => void} [append]
 * @param {(player: Player, now: number) => void} [watch]
 */
async function play(segments, append = (player, index) => player.append(short(index), cut(index), JOINING), watch = () => undefined) {
  /** @type {Player | undefined} */
  let player;
  const output = await render(STRIDE * segments, context => {
    const mine = player = createPlayer(context);
    let handed = 0;
    mine.begin(short(0), cut(0), 0, JOINING);
    return now => {
      mine.tick();
      watch(mine, now);
      if (now > handed * STRIDE + 1.2 && mine.held() === 1 && handed < segments - 1) {
        append(mine, ++handed);
      }
    };
  });
  return { output, player: /** @type {Player} */ (player) };
}

/** @requirement R17, B11 */
test('rendered offline, four seams leave the reference as it is', async () => {
  const { output, player } = await play(5);
  const error = errorDb(output, referenceOutput, RISEN);
  console.info(`offline render: ${error.toFixed(1)} dB`);
  ok(error < -100, `${error} dB`);
  equal(player.underruns(), 0);
});

/** @requirement R17 */
test('what is scheduled lies well beyond what the audio thread renders at once', async () => {
  const { context, release } = createOutput().open();
  ok(context.baseLatency > 0.09, `the buffer is large, not of ${context.baseLatency} s`);
  const player = createPlayer(context);
  const buffer = cut(0);
  const now = context.currentTime;
  player.begin(short(0), buffer, 0, JOINING);
  const { slots } = player.plan();
  ok(slots[0].enterAt >= now + context.baseLatency + 0.05, `${slots[0].enterAt} s are planned at ${now} s`);
  player.dispose();
  release();
  await context.close();
});

/** Segments as ACE-Step might give them back: each at another level, later or earlier, and with noise at −30 dB. */
const GAINS_DB = [0, -6, 5, 6, -4, 2];
const LAGS = [0, 500, -500, 137, -499, 3];
const NOISE = 0.3 * gainFromDb(-30) * Math.sqrt(3);

/** @param {number} index @param {number} frame @param {number} channel */
function returned(index, frame, channel) {
  const late = LAGS.slice(0, index + 1).reduce((sum, lag) => sum + lag, 0);
  return gainFromDb(GAINS_DB[index] - 6) * (reference(index * STRIDE * RATE + frame - late, channel)
    + NOISE * noise(index * 1e6 + frame * 2 + channel));
}

/** What the server measures: x, the end of the segment before, against y, the start of this one. @param {number} index */
function measured(index) {
  const lag = LAGS[index];
  let [xx, xy, yy] = [0, 0, 0];
  for (let n = 500; n < OVERLAP * RATE - 500; n++) {
    const x = returned(index - 1, STRIDE * RATE + n - lag, 0);
    const y = returned(index, n, 0);
    [xx, xy, yy] = [xx + x * x, xy + x * y, yy + y * y];
  }
  const correlation = xy / Math.sqrt(xx * yy);
  return { lag_samples: lag, correlation, gain_db: 20 * Math.log10(xy / yy), residual_db: 10 * Math.log10(1 - correlation ** 2) };
}

/** @requirement B1 */
test('segments that come back at other levels and rates, late, early and noisy make one even piece of music', async () => {
  let gainDb = 6;
  const { output } = await play(GAINS_DB.length, (player, index) => {
    const seam = measured(index);
    gainDb += seam.gain_db - 20 * Math.log10(seam.correlation);
    const fold = 1 + index % 2;          // of the page's rate, to which the browser has decoded what it plays
    const found = { ...seam, lag_samples: fold * seam.lag_samples };
    player.append(short(index, { sample_rate: fold * RATE, seam: found, gain_db: gainDb, gain_end_db: gainDb }),
      segmentBufferOf((frame, channel) => returned(index, frame, channel)), JOINING);
  });
  const steps = levels(output, -START, RISEN, output.length).map((level, i, all) => i === 0 ? 0 : Math.abs(level - all[i - 1]));
  ok(Math.max(...steps) < 0.5, `a level step of ${Math.max(...steps)} dB`);
  const places = offsets(output, -START, RISEN, output.length);
  const jumps = places.map((place, i) => i === 0 ? 0 : Math.abs(place - places[i - 1]));
  ok(Math.max(...jumps) <= 1 && Math.max(...places.map(Math.abs)) <= 1, `jumps of ${Math.max(...jumps)} samples`);
  const smooth = sharpestBend(Float32Array.from({ length: output.length }, (_, i) => reference(i, 0) + NOISE * noise(2 * i)));
  const bend = sharpestBend(output.getChannelData(0).slice(RISEN));
  ok(bend < 1.2 * smooth, `a bend of ${bend} where the music has ${smooth}`);
  console.info(`six seams with gain, lag and noise: step ${Math.max(...steps).toFixed(3)} dB, jump ${Math.max(...jumps)} samples,`
    + ` bend ${(bend / smooth).toFixed(2)} of the music's`);
});

test('the gain moves in a straight line in dB between the overlaps', async () => {
  const { output } = await play(3, (player, index) =>
    player.append(short(index, { gain_db: index === 1 ? 0 : -2, gain_end_db: -2 }), cut(index), JOINING));
  const gain = (/** @type {number} */ t) => {
    const position = t - STRIDE;       // in segment 1
    return -2 * Math.min(1, Math.max(0, (position - OVERLAP) / (SEGMENT - 2 * OVERLAP)));
  };
  const wanted = (/** @type {number} */ frame, /** @type {number} */ channel) =>
    gainFromDb(gain((frame - START) / RATE)) * referenceOutput(frame, channel);
  const error = errorDb(output, wanted, RISEN);
  ok(error < -100, `${error} dB`);
});

/** @requirement B10 */
test('no more than two segments are kept, however long the music lasts and whatever is late', async () => {
  let most = 0;
  await play(12, (player, index) => player.append(short(index), cut(index), JOINING), player => {
    most = Math.max(most, player.held());
  });
  equal(most, 2);
});
