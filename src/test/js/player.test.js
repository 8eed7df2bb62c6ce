// @ts-check
import { gainOf } from '/js/fade.js';
import { createPlayer } from '/js/player.js';
import { equal, near, ok, test } from './harness.js';
import { addSecond, cut, errorDb, JOINING, levels, LOOP_FADE, noise, offsets, OVERLAP, RATE, reelOf, render, SEGMENT, sharpestBend, short,
  STRIDE, tape } from './signals.js';

/** @typedef {ReturnType<typeof createPlayer>} Player */

const START = Math.round(0.1 * RATE);          // the first segment's first frame
const RISEN = START + 0.1 * RATE;
/** @param {number} frame @param {number} channel */
const onTape = (frame, channel) => tape(frame - START, channel);

/**
 * Plays segments from the tape, each handed over when its predecessor has been heard for a while.
 *
 * @param {number} segments
 * @param {(player: Player, index: number) => void} [hand]
 * @param {(player: Player, now: number) => void} [watch]
 */
async function play(segments, hand = (player, index) => player.follow(short(index), cut(index), JOINING), watch = () => undefined) {
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
        hand(mine, ++handed);
      }
    };
  });
  return { output, player: /** @type {Player} */ (player) };
}

test('rendered offline, four seams leave the tape as it is', async () => {
  const { output, player } = await play(5);
  const error = errorDb(output, onTape, RISEN);
  console.info(`offline render: ${error.toFixed(1)} dB`);
  ok(error < -100, `${error} dB`);
  equal(player.underruns(), 0);
});

/** Segments as ACE-Step might give them back: each at another level, later or earlier, and with noise at −30 dB. */
const GAINS_DB = [0, -6, 5, 6, -4, 2];
const LAGS = [0, 500, -500, 137, -499, 3];
const NOISE = 0.3 * gainOf(-30) * Math.sqrt(3);

/** @param {number} index @param {number} frame @param {number} channel */
function returned(index, frame, channel) {
  const late = LAGS.slice(0, index + 1).reduce((sum, lag) => sum + lag, 0);
  return gainOf(GAINS_DB[index] - 6) * (tape(index * STRIDE * RATE + frame - late, channel)
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

test('segments that come back at other levels, late, early and noisy make one even piece of music', async () => {
  let gainDb = 6;
  const { output } = await play(GAINS_DB.length, (player, index) => {
    const seam = measured(index);
    gainDb += seam.gain_db - 20 * Math.log10(seam.correlation);
    player.follow(short(index, { seam, gain_db: gainDb, gain_end_db: gainDb }),
      reelOf((frame, channel) => returned(index, frame, channel)), JOINING);
  });
  const steps = levels(output, -START, RISEN, output.length).map((level, i, all) => i === 0 ? 0 : Math.abs(level - all[i - 1]));
  ok(Math.max(...steps) < 0.5, `a level step of ${Math.max(...steps)} dB`);
  const places = offsets(output, -START, RISEN, output.length);
  const jumps = places.map((place, i) => i === 0 ? 0 : Math.abs(place - places[i - 1]));
  ok(Math.max(...jumps) <= 1 && Math.max(...places.map(Math.abs)) <= 1, `jumps of ${Math.max(...jumps)} samples`);
  const smooth = sharpestBend(Float32Array.from({ length: output.length }, (_, i) => tape(i, 0) + NOISE * noise(2 * i)));
  const bend = sharpestBend(output.getChannelData(0).slice(RISEN));
  ok(bend < 1.2 * smooth, `a bend of ${bend} where the music has ${smooth}`);
  console.info(`six seams with gain, lag and noise: step ${Math.max(...steps).toFixed(3)} dB, jump ${Math.max(...jumps)} samples,`
    + ` bend ${(bend / smooth).toFixed(2)} of the music's`);
});

test('the gain moves in a straight line in dB between the overlaps', async () => {
  const { output } = await play(3, (player, index) =>
    player.follow(short(index, { gain_db: index === 1 ? 0 : -2, gain_end_db: -2 }), cut(index), JOINING));
  const gain = (/** @type {number} */ t) => {
    const position = t - STRIDE;       // in segment 1
    return -2 * Math.min(1, Math.max(0, (position - OVERLAP) / (SEGMENT - 2 * OVERLAP)));
  };
  const wanted = (/** @type {number} */ frame, /** @type {number} */ channel) => gainOf(gain((frame - START) / RATE)) * onTape(frame, channel);
  const error = errorDb(output, wanted, RISEN);
  ok(error < -100, `${error} dB`);
});

/** The fades of music that has nothing in common. @param {number} t 0…1 */
const constantPower = t => Math.min(1, Math.max(0, t)) / Math.hypot(Math.min(1, Math.max(0, t)), 1 - Math.min(1, Math.max(0, t)));

test('a missing segment is bridged as announced, and taken over from in phase', async () => {
  const lateAt = 9.3;
  let handed = false;
  /** @type {Player | undefined} */
  let player;
  const output = await render(13, context => {
    const mine = player = createPlayer(context);
    mine.begin(short(0), cut(0), 0, JOINING);
    return now => {
      mine.tick();
      if (now > lateAt && !handed) {
        handed = true;
        mine.follow(short(1), cut(1), JOINING);
      }
    };
  });
  const period = OVERLAP - LOOP_FADE;
  // Pass k begins at SEGMENT − LOOP_FADE + (k − 1) · period; there the music jumps back by one period.
  const bridged = (/** @type {number} */ frame, /** @type {number} */ channel) => {
    const t = (frame - START) / RATE;
    const pass = Math.min(4, Math.max(0, Math.floor((t - (SEGMENT - LOOP_FADE)) / period) + 1));
    const jump = pass <= 3 ? pass * period : 3 * period + SEGMENT - LOOP_FADE;
    const before = pass <= 3 ? (pass - 1) * period : 3 * period;
    const into = (t - (SEGMENT - LOOP_FADE) - (pass - 1) * period) / LOOP_FADE;
    const here = tape(frame - START - Math.round(jump * RATE), channel);
    return pass === 0 || into >= 1 ? here
      : constantPower(into) * here + constantPower(1 - into) * tape(frame - START - Math.round(before * RATE), channel);
  };
  const error = errorDb(output, bridged, RISEN);
  console.info(`offline bridge of four passes and takeover: ${error.toFixed(1)} dB`);
  ok(error < -60, `${error} dB`);
  equal([player?.underruns(), player?.newest(), player?.bridging()], [1, 1, null]);
});

test('fading out ends in silence without a click, in the middle of a seam, of a bridge, and of the first rise', async () => {
  const smooth = sharpestBend(Float32Array.from({ length: 14 * RATE }, (_, i) => tape(i, 0)));
  for (const stopAt of [0.25, STRIDE + 0.75, SEGMENT - 0.25, SEGMENT + 1]) {
    let [stoppedAt, quietAt] = [0, Infinity];
    const output = await render(stopAt + 3, context => {
      const player = createPlayer(context);
      player.begin(short(0), cut(0), 0, JOINING);
      if (stopAt < SEGMENT - 1) {
        context.suspend(Math.min(stopAt, 1)).then(() => {
          player.follow(short(1), cut(1), JOINING);
          context.resume();
        });
      }
      return now => {
        player.tick();
        if (now > stopAt - 0.01 && quietAt === Infinity) {
          [stoppedAt, quietAt] = [now, player.fadeOut(1)];
        }
      };
    });
    const samples = output.getChannelData(0);
    near(quietAt, stoppedAt + 1.05, 0.001);
    ok(sharpestBend(samples) < 1.1 * smooth, `stopped at ${stopAt}: a bend of ${sharpestBend(samples)} where the music has ${smooth}`);
    ok(samples.slice((stoppedAt + 0.8) * RATE, (stoppedAt + 0.9) * RATE).some(each => Math.abs(each) > 0.01), 'it is heard while it fades');
    ok(samples.slice(Math.ceil(quietAt * RATE) + 128).every(each => each === 0), 'nothing is heard after the fade');
  }
});

test('what the system took away comes back softly', async () => {
  let risenAt = 0;
  const output = await render(3, context => {
    const player = createPlayer(context);
    player.begin(short(0), cut(0), 0, JOINING);
    return now => {
      player.tick();
      if (now > 1.4 && risenAt === 0) {
        risenAt = now;
        player.riseAgain();
      }
    };
  });
  const levelDb = levels(output, -START, Math.round(risenAt * RATE), Math.round((risenAt + 0.2) * RATE));
  ok(levelDb[0] < -9 && levelDb[1] < -1 && levelDb[1] > -5, `${levelDb}`);
  near(levelDb[3], 0, 0.01);
});

test('a segment that sounds while it arrives is the tape, rests softly when it runs dry, and goes on where it rested', async () => {
  const smooth = sharpestBend(Float32Array.from({ length: 9 * RATE }, (_, i) => tape(i, 0)));
  const sample = (/** @type {number} */ frame, /** @type {number} */ channel) => tape(frame, channel);
  let restedAt = 0;
  let resumedAt = 0;
  /** @type {Player | undefined} */
  let player;
  const output = await render(7, context => {
    const mine = player = createPlayer(context);
    const reel = reelOf(sample, 2);
    mine.begin(short(0), reel, 0, JOINING);
    return now => {
      mine.tick();
      if (now > 0.9 && reel.ready === 2 || now > 4.4 && !reel.whole) {
        addSecond(reel, sample);
        mine.extend();
      }
      const rest = mine.heldAt();
      if (rest !== null && reel.whole) {
        [restedAt, resumedAt] = [rest, now + 0.1];
        mine.begin(short(0), reel, rest, JOINING);
      }
    };
  });
  near(restedAt, 2.75, 1e-9);
  ok(errorDb(output, onTape, RISEN, START + restedAt * RATE) < -100, 'before the rest');
  const shift = Math.round((resumedAt - restedAt) * RATE);
  const error = errorDb(output, (frame, channel) => tape(frame - shift, channel), (resumedAt + 0.1) * RATE, Math.round((resumedAt + 1.5) * RATE));
  ok(error < -100, `${error} dB after the rest`);
  ok(sharpestBend(output.getChannelData(0)) < 1.1 * smooth, 'no click');
  equal([player?.underruns(), player?.isDry()], [1, false]);
});

test('no more than two segments are kept, however long the music lasts and whatever is late', async () => {
  let [most, longest] = [0, 0];
  await play(12, (player, index) => player.follow(short(index), cut(index), JOINING), player => {
    most = Math.max(most, player.held());
    longest = Math.max(longest, player.heldSeconds());
  });
  equal([most, longest], [2, 2 * SEGMENT]);
});
