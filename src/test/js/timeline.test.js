// @ts-check
import { equal, near, ok, test } from './harness.js';
import { firstSlot, GUARD_SECONDS, MIN_FADE_SECONDS, planNext, RISE_SECONDS, TAIL_SECONDS, whereabouts } from '/js/timeline.js';

const RATE = 48_000;
const SAMPLE = 0.5 / RATE;
const FADE = 4;
const current = { index: 7, zeroAt: 100, enterAt: 111, endsAt: 160 };
const next = { index: 8, duration: 60, overlap: 15, lag: 0 };

/** @param {number} now @param {object} [changes] */
const planAt = (now, changes = {}) => /** @type {any} */ (planNext(current, { ...next, ...changes }, now, FADE, RATE));

test('a segment in time fades in as late as the overlap lets it', () => {
  const plan = planAt(130);
  equal(plan.kind, 'crossfade');
  equal(plan.slot.index, 8);
  near(plan.slot.zeroAt, 145, SAMPLE);
  near(plan.slot.endsAt, 205, SAMPLE);
  near(plan.fadeSeconds, FADE, SAMPLE);
  near(plan.fadeAt + plan.fadeSeconds, 160 - GUARD_SECONDS, SAMPLE);
  near(plan.slot.enterAt, plan.fadeAt);
  equal(plan.gapSeconds, 0);
});

test('a late segment fades faster, and ends its fade at the same moment', () => {
  const plan = planAt(158);
  equal(plan.kind, 'crossfade');
  ok(plan.fadeSeconds < 2 && plan.fadeSeconds >= MIN_FADE_SECONDS, `fade of ${plan.fadeSeconds} s`);
  ok(plan.fadeAt > 158, 'the fade must lie ahead');
  near(plan.fadeAt + plan.fadeSeconds, 160 - GUARD_SECONDS, SAMPLE);
  near(plan.slot.zeroAt, 145, SAMPLE);
});

test('a segment too late for a fade takes over in phase at the very end', () => {
  const plan = planAt(159.6);
  equal(plan.kind, 'late');
  near(plan.slot.zeroAt, 145, SAMPLE);
  near(plan.fadeAt, 160 - TAIL_SECONDS, SAMPLE);
  near(plan.fadeSeconds, TAIL_SECONDS);
  equal(plan.gapSeconds, 0);
});

test('after silence the music goes on where the overlap ends, so that nothing is heard twice', () => {
  const plan = planAt(163);
  equal(plan.kind, 'late');
  ok(plan.slot.enterAt > 163, 'it starts ahead of now');
  near(plan.slot.enterAt - plan.slot.zeroAt, 15, SAMPLE);
  near(plan.fadeSeconds, RISE_SECONDS);
  near(plan.gapSeconds, plan.slot.enterAt - 160, SAMPLE);
});

test('without a next segment there is nothing to join, and the music runs dry at its end', () => {
  equal(planNext(current, null, 159.9, FADE, RATE), { kind: 'wait', dry: false });
  equal(planNext(current, null, 160, FADE, RATE), { kind: 'wait', dry: true });
});

test('what came back late against its source is started earlier by its lag', () => {
  const plan = planAt(130, { lag: 3 / RATE });
  near(plan.slot.zeroAt, 145 - 3 / RATE, 1e-9);
  ok(plan.fadeAt + plan.fadeSeconds <= plan.slot.zeroAt + 15 - GUARD_SECONDS + SAMPLE, 'the fade ends inside the overlap');
});

test('a fade longer than the overlap shrinks to what fits', () => {
  const plan = /** @type {any} */ (planNext(current, { index: 8, duration: 5, overlap: 1.5, lag: 0 }, 130, 4, RATE));
  equal(plan.kind, 'crossfade');
  near(plan.fadeSeconds, 1.5 - GUARD_SECONDS, SAMPLE);
  near(plan.fadeAt, plan.slot.zeroAt, SAMPLE);
});

test('every time in a plan is the time of a sample', () => {
  for (const now of [130.123456, 157.7654321, 159.61, 171.987654]) {
    const plan = planAt(now);
    for (const time of [plan.slot.zeroAt, plan.slot.enterAt, plan.fadeAt]) {
      near(time * RATE, Math.round(time * RATE), 1e-4);
    }
  }
});

test('never is the sum of plans a hole: whatever the moment, the music goes on by then or at once', () => {
  for (let now = 130; now < 159.8; now += 0.01) {
    const plan = planAt(now);
    equal(plan.gapSeconds, 0);
    ok(plan.fadeAt + plan.fadeSeconds <= 160 + SAMPLE, `at ${now} the fade ends after the music`);
  }
});

test('the first segment starts as soon as it can, at any second of it', () => {
  const slot = firstSlot({ ...next, index: 0 }, 10, 31.2, RATE);
  ok(slot.enterAt > 10 && slot.enterAt < 10.2, `enters at ${slot.enterAt}`);
  near(slot.enterAt - slot.zeroAt, 31.2, SAMPLE);
  near(slot.endsAt - slot.zeroAt, 60);
});

test('the listener is in the newest segment that is heard, with everything scheduled ahead', () => {
  const following = { index: 8, zeroAt: 145, enterAt: 156, endsAt: 205 };
  equal(whereabouts([current, following], 110), null);
  equal(whereabouts([current, following], 150), { index: 7, position: 50, buffered: 55 });
  equal(whereabouts([current, following], 157), { index: 8, position: 12, buffered: 48 });
  equal(whereabouts([current], 170), { index: 7, position: 60, buffered: 0 });
});
