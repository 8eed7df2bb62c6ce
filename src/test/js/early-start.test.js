// @ts-check
import { isSafeToStart, ThroughputMeter } from '/js/loading/early-start.js';
import { equal, near, ok, test } from './harness.js';

const BYTES = 11_520_000;
const PER_SECOND = BYTES / 60;
/** @param {number} ready seconds @param {number} speed times real time @param {number} [offset] */
const safe = (ready, speed, offset = 0) => isSafeToStart({ ready, duration: 60, offset, received: ready * PER_SECOND, size: BYTES,
  bytesPerSecond: speed * PER_SECOND });

test('with a quick link two seconds are enough', () => {
  equal([1.9, 2, 3].map(ready => safe(ready, 10)), [false, true, true]);
});

test('as long as the rate is unknown only a whole segment is safe', () => {
  equal([30, 59].map(ready => safe(ready, 0)), [false, false]);
  equal(safe(60, 0), true);
});

test('a link slower than music has to have brought so much that it ends first, with a margin on its rate', () => {
  equal([10, 30, 40].map(ready => safe(ready, 0.5)), [false, false, true]);
});

test('a short segment, or what is left of one, needs a quarter of itself', () => {
  const short = (/** @type {number} */ ready, /** @type {number} */ offset, /** @type {number} */ duration) =>
    isSafeToStart({ ready, duration, offset, received: ready, size: duration, bytesPerSecond: 100 });
  equal([short(0.9, 0, 4), short(1, 0, 4)], [false, true]);
  equal([short(4.9, 4, 8), short(5, 4, 8)], [false, true]);
});

test('entered in its middle, a segment has less time to arrive', () => {
  equal([31, 32, 33].map(ready => safe(ready, 10, 30)), [false, true, true]);
  equal([safe(20, 1.5, 0), safe(33, 0.5, 30)], [true, false]);
});

test('whatever is called safe lasts at the trusted rate', () => {
  for (let ready = 0.5; ready < 60; ready += 0.5) {
    for (let speed = 0.1; speed < 5; speed += 0.1) {
      for (let t = 0; safe(ready, speed) && t < 60; t += 0.25) {
        ok(Math.min(60, ready + 0.7 * speed * t) >= Math.min(60, t + 1.99), `${ready} s at ${speed}: underrun after ${t} s`);
      }
    }
  }
});

test('the first moments of a download tell nothing of its rate, and the next ones half', () => {
  const meter = new ThroughputMeter();
  [0, 0.1, 0.24].forEach(at => meter.note(1_000 + at, 44 + at * 1_000));
  equal(meter.rate(), 0);
  meter.note(1_000.25, 44 + 250);
  near(meter.rate(), 500);
  meter.note(1_000.4, 44 + 400);
  near(meter.rate(), 500);
  meter.note(1_000.5, 44 + 500);
  near(meter.rate(), 1_000);
});

test('a rate is not measured over less than half a second', () => {
  const meter = new ThroughputMeter();
  [[0, 0], [0.3, 500], [0.6, 600]].forEach(([at, received]) => meter.note(1_000 + at, received));
  near(meter.rate(), 1_000, 1e-6);
});

/** @requirement B3 */
test('over 12 Mbit/s music is heard as soon as its first two seconds are here', () => {
  const meter = new ThroughputMeter();
  const bytesPerSecond = 12e6 / 8;
  let at = 0;
  for (let safeNow = false; !safeNow; at += 0.02) {
    meter.note(at, bytesPerSecond * at);
    safeNow = isSafeToStart({ ready: Math.floor(bytesPerSecond * at / PER_SECOND), duration: 60, offset: 0,
      received: bytesPerSecond * at, size: BYTES, bytesPerSecond: meter.rate() });
  }
  ok(at < 0.32, `after ${at} s`);
});

test('the rate is the slower of the whole download and of its last two seconds', () => {
  const meter = new ThroughputMeter();
  equal(meter.rate(), 0);
  for (let at = 0.5; at <= 4; at += 0.1) {
    meter.note(at, at * 1_000);
  }
  near(meter.rate(), 1_000, 1e-6);
  for (let at = 4.1; at <= 8; at += 0.1) {
    meter.note(at, 4_000 + (at - 4) * 100);
  }
  near(meter.rate(), 100, 5);
});

test('the latest rate is that since two seconds ago, no less and no more', () => {
  const meter = new ThroughputMeter();
  [0, 2_000, 4_000, 4_000, 5_000].forEach((received, at) => meter.note(at, received));
  near(meter.rate(), 500, 1e-9);
});

test('after a change the new rate is believed once it has lasted two seconds', () => {
  const meter = new ThroughputMeter();
  for (let tenth = 0; tenth <= 61; tenth++) {
    meter.note(tenth / 10, tenth <= 40 ? tenth * 100 : 4_000 + (tenth - 40) * 10);
  }
  near(meter.rate(), 100, 1e-6);
});
