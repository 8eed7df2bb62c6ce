// @ts-check
import { createPlayer } from '/js/audio/player.js';
import { GUARD_SECONDS } from '/js/audio/timeline.js';
import { equal, near, ok, test } from './harness.js';
import { addSecond, cut, errorDb, JOINING, levels, LOOP_FADE, OVERLAP, RATE, reference, referenceOutput, render, RISEN, SEGMENT, segmentBufferOf,
  sharpestBend, short, START, STRIDE } from './signals.js';

/** @typedef {ReturnType<typeof createPlayer>} Player */

/** The fades of music that has nothing in common. @param {number} t 0…1 */
const constantPower = t => Math.min(1, Math.max(0, t)) / Math.hypot(Math.min(1, Math.max(0, t)), 1 - Math.min(1, Math.max(0, t)));

/** How often the shared seconds begin again. */
const PERIOD = OVERLAP - LOOP_FADE;

/**
 * A session whose segment 1 is missing, through three repetitions of the shared seconds and one of the whole: pass k begins at
 * SEGMENT − LOOP_FADE + (k − 1) · PERIOD, where the music jumps back by one PERIOD.
 *
 * @param {number} frame @param {number} channel
 */
function bridged(frame, channel) {
  const t = (frame - START) / RATE;
  const pass = Math.min(4, Math.max(0, Math.floor((t - (SEGMENT - LOOP_FADE)) / PERIOD) + 1));
  const jump = pass <= 3 ? pass * PERIOD : 3 * PERIOD + SEGMENT - LOOP_FADE;
  const before = pass <= 3 ? (pass - 1) * PERIOD : 3 * PERIOD;
  const into = (t - (SEGMENT - LOOP_FADE) - (pass - 1) * PERIOD) / LOOP_FADE;
  const here = reference(frame - START - Math.round(jump * RATE), channel);
  return pass === 0 || into >= 1 ? here
    : constantPower(into) * here + constantPower(1 - into) * reference(frame - START - Math.round(before * RATE), channel);
}

/**
 * Renders a session whose segment 1 arrives late.
 *
 * @param {number} lateAt seconds
 */
async function renderLate(lateAt) {
  let handed = false;
  /** @type {Player | undefined} */
  let player;
  const output = await render(lateAt + 2, context => {
    const mine = player = createPlayer(context);
    mine.begin(short(0), cut(0), 0, JOINING);
    return now => {
      mine.tick();
      if (now > lateAt && !handed) {
        handed = true;
        mine.append(short(1), cut(1), JOINING);
      }
    };
  });
  return { output, player: /** @type {Player} */ (player) };
}

/** @requirement B2 */
test('a missing segment is bridged as announced, and taken over from in phase', async () => {
  const { output, player } = await renderLate(11.25);
  const error = errorDb(output, bridged, RISEN);
  console.info(`offline bridge of four passes and takeover: ${error.toFixed(1)} dB`);
  ok(error < -60, `${error} dB`);
  equal([player.underruns(), player.newest(), player.bridging()], [1, 1, null]);
});

test('a segment that arrives at the beginning of a long repetition is jumped to', async () => {
  const arrival = 9;
  const { output, player } = await renderLate(arrival);
  const slot = /** @type {import('/js/audio/timeline.js').Slot} */ (player.plan().slots.find(each => each.index === 1));
  const [enter, settled, zero] = [slot.enterAt, slot.fadedInAt, slot.zeroAt].map(time => Math.round(time * RATE));
  ok(slot.enterAt - arrival < 0.5, `it enters ${slot.enterAt - arrival} s after it came`);
  const jumped = (/** @type {number} */ frame, /** @type {number} */ channel) => {
    const into = (frame - enter) / (settled - enter);
    const there = reference(frame - zero + STRIDE * RATE, channel);
    return into <= 0 ? bridged(frame, channel) : constantPower(into) * there + constantPower(1 - into) * bridged(frame, channel);
  };
  const error = errorDb(output, jumped, RISEN);
  ok(error < -60, `${error} dB`);
  near(slot.fadedInAt - slot.zeroAt, OVERLAP - GUARD_SECONDS, 1e-4);
  equal([player.underruns(), player.newest(), player.bridging()], [1, 1, null]);
});

test('fading out ends in silence without a click, in the middle of a seam, of a bridge, and of the first rise', async () => {
  const smooth = sharpestBend(Float32Array.from({ length: 14 * RATE }, (_, i) => reference(i, 0)));
  for (const stopAt of [0.25, STRIDE + 0.75, SEGMENT - 0.25, SEGMENT + 1]) {
    let [stoppedAt, quietAt] = [0, Infinity];
    const output = await render(stopAt + 3, context => {
      const player = createPlayer(context);
      player.begin(short(0), cut(0), 0, JOINING);
      if (stopAt < SEGMENT - 1) {
        context.suspend(Math.min(stopAt, 1)).then(() => {
          player.append(short(1), cut(1), JOINING);
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
        player.fadeInAgain();
      }
    };
  });
  const levelDb = levels(output, -START, Math.round(risenAt * RATE), Math.round((risenAt + 0.2) * RATE));
  ok(levelDb[0] < -9 && levelDb[1] < -1 && levelDb[1] > -5, `${levelDb}`);
  near(levelDb[3], 0, 0.01);
});

test('a segment that sounds while it arrives is the reference, fades out at an underrun, and goes on where it was', async () => {
  const smooth = sharpestBend(Float32Array.from({ length: 9 * RATE }, (_, i) => reference(i, 0)));
  const sample = (/** @type {number} */ frame, /** @type {number} */ channel) => reference(frame, channel);
  let underrunAt = 0;
  let resumedAt = 0;
  /** @type {Player | undefined} */
  let player;
  const output = await render(6.5, context => {
    const mine = player = createPlayer(context);
    const buffer = segmentBufferOf(sample, 2);
    mine.begin(short(0), buffer, 0, JOINING);
    return now => {
      mine.tick();
      if (now > 0.9 && buffer.ready === 2 || now > 4.4 && !buffer.whole) {
        addSecond(buffer, sample);
        mine.extend();
      }
      const position = mine.underrunAt();
      if (position !== null && buffer.whole) {
        [underrunAt, resumedAt] = [position, now + 0.1];
        mine.begin(short(0), buffer, position, JOINING);
      }
    };
  });
  near(underrunAt, 2.75, 1e-9);
  ok(errorDb(output, referenceOutput, RISEN, START + underrunAt * RATE) < -100, 'before the underrun');
  const shift = Math.round((resumedAt - underrunAt) * RATE);
  const late = (/** @type {number} */ frame, /** @type {number} */ channel) => reference(frame - shift, channel);
  const error = errorDb(output, late, (resumedAt + 0.1) * RATE, Math.round((resumedAt + 1.5) * RATE));
  ok(error < -100, `${error} dB after the underrun`);
  ok(sharpestBend(output.getChannelData(0)) < 1.1 * smooth, 'no click');
  equal([player?.underruns(), player?.isUnderrun()], [1, false]);
});
