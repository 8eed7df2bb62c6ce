// @ts-check
import { createClockWatch } from '/js/audio/clock-watch.js';
import { equal, near, ok, test } from './harness.js';

/** A watch that looks four times a second at a clock that goes forward in steps of the browser's buffer. */
function looking() {
  const watch = createClockWatch();
  let wall = 100;
  let lost = 0;
  return {
    watch,
    /** @param {number} seconds @param {{ step?: number, rate?: number, runs?: boolean }} [clock] */
    for(seconds, { step = 0.1, rate = 1, runs = true } = {}) {
      for (let end = wall + seconds; wall < end; wall += 0.25) {
        watch.look(wall, Math.floor((wall * rate - lost) / step) * step, runs);
      }
      return watch.dropouts();
    },
    /** @param {number} seconds for which the audio clock stands */
    lose(seconds) {
      lost += seconds;
    },
    /** @param {number} seconds for which nobody looks, nor plays */
    sleep(seconds) {
      wall += seconds;
      lost += seconds;
    },
  };
}

test('a clock that keeps up has no dropouts, whatever its steps, and though it goes a little wrong', () => {
  for (const step of [0.003, 0.02, 0.1, 0.2]) {
    for (const rate of [1, 0.9998, 1.0002]) {
      equal(looking().for(3600, { step, rate }), 0);
    }
  }
});

test('every dropout is counted once', () => {
  const clock = looking();
  clock.for(10);
  for (let i = 1; i <= 5; i++) {
    clock.lose(0.2);
    equal(clock.for(10), i);
  }
});

test('many short dropouts in a row are noticed too', () => {
  const clock = looking();
  clock.for(10, { step: 0.01 });
  for (let i = 0; i < 50; i++) {
    clock.lose(0.02);
    clock.for(0.5, { step: 0.01 });
  }
  ok(clock.watch.dropouts() >= 4, `one second was lost in pieces, ${clock.watch.dropouts()} dropouts`);
});

test('a clock that stands is told apart from one that is to stand', () => {
  const clock = looking();
  clock.for(5);
  clock.watch.look(105, 1, true);
  clock.watch.look(106, 1, true);
  clock.watch.look(107, 1, true);
  near(clock.watch.stoodFor(), 2);
  clock.watch.look(108, 1, false);
  equal(clock.watch.stoodFor(), 0);
});

test('a machine that slept has not dropped out', () => {
  const clock = looking();
  clock.for(10);
  clock.sleep(3600);
  equal([clock.for(10), clock.watch.stoodFor()], [0, 0]);
});
