// @ts-check
import { playhead } from '/js/audio/playhead.js';
import { scheduleCurve } from '/js/audio/crossfade.js';
import { equal, near, ok, test } from './harness.js';
import { noise } from './signals.js';
import {
  BRIDGE_AHEAD_SECONDS, FADE_IN_SECONDS, firstSlot, GUARD_SECONDS, LEAD_SECONDS, loopFadeSeconds, MIN_FADE_SECONDS, NARROW_PASSES, planNext,
} from '/js/audio/timeline.js';

/** @typedef {import('/js/audio/timeline.js').Slot} Slot */

const RATE = 48_000;
const SAMPLE = 0.5 / RATE;
const FADE = 4;
const LOOP = loopFadeSeconds(15);
const options = { fadeSeconds: FADE, overlapSeconds: 15, ownOverlap: 15 };
const current = { index: 7, pass: 0, zeroAt: 100, enterAt: 111, fadedInAt: 115, endsAt: 160 };
const next = { index: 8, duration: 60, overlap: 15, lag: 0 };

/** @param {Slot[]} slots @param {number} now @param {object | null} [changes] null: there is no next segment */
const plan = (slots, now, changes = {}) =>
  /** @type {any} */ (planNext(slots, changes && { ...next, ...changes }, now, options, RATE));

/** The plan as it stands when nothing has arrived until `now`, looked at four times a second. @param {number} now */
function waited(now) {
  const slots = [current];
  for (let tick = 130; tick <= now; tick += 0.25) {
    const step = plan(slots, tick, null);
    if (step.kind === 'loop') {
      slots.push(step.slot);
    }
  }
  return slots;
}

/** Where in segment 8's own time the music is, by this slot. @param {Slot} slot @param {number} time */
const place = (slot, time) => time - slot.zeroAt + (slot.index - 8) * 45;

test('a segment in time fades in as late as the overlap lets it', () => {
  const step = plan([current], 130);
  equal(step.kind, 'crossfade');
  near(step.slot.zeroAt, 145, SAMPLE);
  near(step.slot.endsAt, 205, SAMPLE);
  near(step.fadeSeconds, FADE, SAMPLE);
  near(step.fadeAt + step.fadeSeconds, 160 - GUARD_SECONDS, SAMPLE);
  near(step.slot.enterAt, step.fadeAt);
  equal([step.gapSeconds, step.from === current, step.slot.pass], [0, true, 0]);
});

test('the times that a plan keeps, in seconds', () => {
  equal([GUARD_SECONDS, MIN_FADE_SECONDS, FADE_IN_SECONDS, LEAD_SECONDS, BRIDGE_AHEAD_SECONDS], [0.06, 0.5, 0.1, 0.1, 3]);
  equal([15, 8, 4, 2].map(loopFadeSeconds), [2, 2, 1, 0.5]);
});

test('what is too late for a fade of half a second, or of a quarter of a short overlap, is bridged', () => {
  equal([159.33, 159.35].map(now => plan([current], now).kind), ['crossfade', 'loop']);
  equal([159.58, 159.6].map(now => plan([current], now, { overlap: 1 }).kind), ['crossfade', 'loop']);
});

test('the next segment joins the newest one, also before that is heard', () => {
  const six = { ...current, index: 6, zeroAt: 55, enterAt: 66, fadedInAt: 70, endsAt: 115 };
  const step = plan([six, current], 105);
  equal([step.kind, step.from === current], ['crossfade', true]);
});

test('a repetition that is planned late fades in by the end, and out of silence as music does that begins', () => {
  const late = plan([current], 159, null);
  near(late.fadeAt, 159.1, SAMPLE);
  near(late.fadeSeconds, 0.9, SAMPLE);
  const missed = plan([current], 161, null);
  near(missed.fadeAt, 161.1, SAMPLE);
  near(missed.fadeSeconds, 0.1, SAMPLE);
});

test('a segment little longer than the overlap is repeated from where the overlap begins', () => {
  const step = plan([{ ...current, zeroAt: 144.5 }], 157, null);
  near(step.fadeAt - step.slot.zeroAt, 0.5, SAMPLE);
});

test('a late segment fades faster, and ends its fade at the same moment', () => {
  const step = plan([current], 157.5);
  equal(step.kind, 'crossfade');
  ok(step.fadeSeconds < 2.5 && step.fadeSeconds >= MIN_FADE_SECONDS, `fade of ${step.fadeSeconds} s`);
  near(step.fadeAt + step.fadeSeconds, 160 - GUARD_SECONDS, SAMPLE);
  near(step.slot.zeroAt, 145, SAMPLE);
});

test('without a next segment its own end is repeated, announced well ahead', () => {
  const loopAt = 160 - LOOP;
  equal(plan([current], loopAt - BRIDGE_AHEAD_SECONDS - LEAD_SECONDS - 0.01, null), { kind: 'wait' });
  const step = plan([current], loopAt - BRIDGE_AHEAD_SECONDS, null);
  equal([step.kind, step.slot.index, step.slot.pass, step.gapSeconds], ['loop', 7, 1, 0]);
  near(step.fadeAt, loopAt, SAMPLE);
  near(step.fadeAt + step.fadeSeconds, 160, SAMPLE);
  near(step.fadeAt - step.slot.zeroAt, 45, SAMPLE);
});

test('a repetition that nobody has heard yet is given up for a segment that still makes it', () => {
  const slots = waited(156);
  equal(slots.length, 2);
  const step = plan(slots, 156);
  equal([step.kind, step.from === current], ['crossfade', true]);
  near(step.slot.zeroAt, 145, SAMPLE);
});

test('a very late segment takes over at once from the repetition, in phase', () => {
  const slots = waited(165);
  const step = plan(slots, 165);
  equal([step.kind, step.from.pass], ['takeover', 1]);
  near(step.fadeAt, 165 + LEAD_SECONDS, SAMPLE);
  near(step.fadeSeconds, FADE, SAMPLE);
  near(place(step.slot, 170), place(step.from, 170), 2 * SAMPLE);
});

test('a segment that comes too late for one repetition takes over in the next, in phase', () => {
  const slots = waited(172.2);
  const newest = /** @type {Slot} */ (slots.at(-1));
  const step = plan(slots, 172.2);
  equal([step.kind, step.from === newest, newest.pass], ['takeover', true, 2]);
  ok(step.fadeAt >= newest.fadedInAt, 'not before the repetition has faded in');
  near(place(step.slot, 176), place(newest, 176), 2 * SAMPLE);
});

test('after three repetitions of the shared seconds the whole segment is repeated', () => {
  const starts = waited(400).slice(1).map(slot => Math.round(slot.enterAt - slot.zeroAt));
  equal(starts.slice(0, NARROW_PASSES + 2), [45, 45, 45, 15, 15]);
});

test('into the repetition of a whole segment the next one comes where the shared seconds begin, if that is soon', () => {
  const slots = waited(220);
  const newest = /** @type {Slot} */ (slots.at(-1));
  equal(newest.pass, NARROW_PASSES + 1);
  const step = plan(slots, newest.zeroAt + 45 - 7);
  equal([step.kind, step.from === newest], ['takeover', true]);
  near(step.fadeAt - newest.zeroAt, 45, SAMPLE);
  near(place(step.slot, step.fadeAt), 0, 2 * SAMPLE);
});

test('a segment that would have to wait longer is jumped to at once, so that its own music is heard when the fade is over', () => {
  const slots = waited(205);
  const newest = /** @type {Slot} */ (slots.at(-1));
  equal(newest.pass, NARROW_PASSES + 1);
  for (const now of [newest.fadedInAt, newest.zeroAt + 45 - 8]) {
    const step = plan(slots, now);
    equal([step.kind, step.from === newest, step.slot.index, step.slot.pass, step.gapSeconds], ['jump', true, 8, 0, 0]);
    near(step.fadeAt, now + LEAD_SECONDS, SAMPLE);
    near(step.fadeSeconds, LOOP, SAMPLE);
    near(step.slot.fadedInAt - step.slot.zeroAt, 15 - GUARD_SECONDS, 2 * SAMPLE);
  }
});

test('a repetition that is fading in is not left before it is there', () => {
  const slots = waited(205);
  const newest = /** @type {Slot} */ (slots.at(-1));
  near(plan(slots, newest.enterAt + 0.5).fadeAt, newest.fadedInAt, SAMPLE);
});

test('what came back late against its source is started earlier by its lag, also out of a repetition', () => {
  for (const now of [130, 165]) {
    const slots = waited(now);
    const [exact, late] = [plan(slots, now), plan(slots, now, { lag: 3 / RATE })];
    near(late.slot.zeroAt, exact.slot.zeroAt - 3 / RATE, 1e-9);
    ok(late.fadeAt + late.fadeSeconds <= late.slot.zeroAt + 15 - GUARD_SECONDS + 2 * SAMPLE, 'the fade ends inside the overlap');
  }
});

test('a fade longer than the overlap shrinks to what fits', () => {
  const step = plan([current], 130, { duration: 5, overlap: 1.5 });
  equal(step.kind, 'crossfade');
  near(step.fadeSeconds, 1.5 - GUARD_SECONDS, SAMPLE);
  near(step.fadeAt, step.slot.zeroAt, SAMPLE);
});

test('when nobody looked at the clock in time the music rises again at once, and says how long it was missing', () => {
  const step = plan([current], 163, null);
  equal(step.kind, 'loop');
  ok(step.fadeAt > 163 && step.fadeAt < 163.2, `at ${step.fadeAt}`);
  near(step.gapSeconds, step.fadeAt - 160, SAMPLE);
});

test('a segment that does not follow on comes by an announced break', () => {
  const step = plan(waited(165), 165, { index: 9 });
  equal([step.kind, step.from.pass, step.slot.index], ['jump', 1, 9]);
  near(step.slot.zeroAt, step.fadeAt, SAMPLE);
  near(step.fadeSeconds, LOOP, SAMPLE);
});

/** @requirement B2 */
test('whenever the next segment arrives, music sounds at every moment, every fade adds up, and time jumps only where announced', () => {
  for (let arrival = 130; arrival < 420; arrival += 0.37) {
    const slots = waited(arrival);
    const step = joined(slots, arrival);
    const heard = [...slots.slice(0, slots.indexOf(step.from) + 1), step.slot];
    heard.slice(1).forEach((slot, i) => {
      const before = heard[i];
      ok(slot.enterAt >= before.fadedInAt - SAMPLE, `${arrival}: three sound at once at ${slot.enterAt}`);
      ok(slot.fadedInAt <= before.endsAt + SAMPLE, `${arrival}: the music ends at ${before.endsAt} within a fade`);
      const jump = place(slot, slot.enterAt) - place(before, slot.enterAt);
      near(jump, slot.index === 8 ? skipped(step) : expectedJump(slot), 2 * SAMPLE);
      near(slot.enterAt * RATE, Math.round(slot.enterAt * RATE), 1e-4);
      near(slot.zeroAt * RATE, Math.round(slot.zeroAt * RATE), 1e-4);
    });
  }
});

/** What a jump leaves out: from where a long repetition is to the end of the shared seconds. @param {any} step */
const skipped = step => step.kind === 'jump' ? 60 - GUARD_SECONDS - LOOP - (step.fadeAt - step.from.zeroAt) : 0;

test('whenever a late segment arrives, its own music is heard within the overlap and half of it again', () => {
  for (let arrival = 160; arrival < 420; arrival += 0.37) {
    const step = joined(waited(arrival), arrival);
    const newAt = step.slot.zeroAt + 15 - arrival;
    ok(newAt < 1.5 * 15 + LOOP + LEAD_SECONDS, `${arrival}: after ${newAt} s, by ${step.kind}`);
  }
});

/** @param {Slot[]} slots @param {number} now */
function joined(slots, now) {
  let step = plan(slots, now);
  while (step.kind === 'loop') {
    slots.push(step.slot);
    step = plan(slots, now);
  }
  return step;
}

/** @param {Slot} repetition @returns {number} */
const expectedJump = repetition => (repetition.pass <= NARROW_PASSES ? 45 : 15) - (60 - LOOP);

test('the first segment starts as soon as it can, at any second of it', () => {
  const slot = firstSlot({ ...next, index: 0 }, 10, 31.2, RATE);
  ok(slot.enterAt > 10 && slot.enterAt < 10.2, `enters at ${slot.enterAt}`);
  near(slot.enterAt - slot.zeroAt, 31.2, SAMPLE);
  near(slot.endsAt - slot.zeroAt, 60);
});

test('the listener is in the newest slot that is heard, and only music not heard before lies ahead', () => {
  const following = { index: 8, pass: 0, zeroAt: 145, enterAt: 156, fadedInAt: 160, endsAt: 205 };
  equal(playhead([current, following], 110), null);
  equal(playhead([current, following], 150), { index: 7, pass: 0, position: 50, buffered: 55 });
  equal(playhead([current, following], 157), { index: 8, pass: 0, position: 12, buffered: 48 });
  const [, repetition] = waited(165);
  equal(playhead([current, repetition], 165), { index: 7, pass: 1, position: 52, buffered: 0 });
});

test('a fade that begins with the sample that ends another one never overlaps it', () => {
  let together = 0;
  for (let n = 0; n < 20_000; n++) {
    const start = 50_000 * (1 + noise(n));
    const repeated = firstSlot({ index: 7, duration: 60, overlap: 15, lag: 0 }, start, 45, RATE);
    const step = plan([{ ...repeated, pass: 1 }], start);
    together += step.fadeAt === repeated.fadedInAt ? 1 : 0;
    const param = { setValueCurveAtTime(/** @type {Float32Array} */ _, /** @type {number} */ from, /** @type {number} */ seconds) {
      ok(from + seconds <= step.fadeAt, `a fade to ${from + seconds} s overlaps one from ${step.fadeAt} s on`);
      near(from + seconds, repeated.fadedInAt, 1e-9);
    } };
    scheduleCurve(/** @type {any} */ (param), new Float32Array(2), repeated.enterAt, repeated.fadedInAt);
  }
  ok(together > 10_000, `${together} of them follow each other at once`);
});
