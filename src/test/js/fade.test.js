// @ts-check
import { crossfade, gainOf } from '/js/fade.js';
import { equal, near, ok, test } from './harness.js';

/** What an AudioParam makes of a curve, at `t` 0…1 of its length. @param {Float32Array} curve @param {number} t */
function at(curve, t) {
  const place = t * (curve.length - 1);
  const left = Math.min(Math.floor(place), curve.length - 2);
  return curve[left] + (curve[left + 1] - curve[left]) * (place - left);
}

test('the gains of a crossfade add up to one at every sample', () => {
  for (const seconds of [0.02, 0.5, 0.7, 3.94, 4]) {
    const fade = crossfade(seconds);
    const samples = Math.round(seconds * 48_000);
    for (let i = 0; i <= samples; i++) {
      near(at(fade.in, i / samples) + at(fade.out, i / samples), 1, 1e-6);
    }
  }
});

test('a crossfade is linear and goes all the way', () => {
  const fade = crossfade(4);
  equal([fade.in[0], fade.in.at(-1), fade.out[0], fade.out.at(-1)], [0, 1, 1, 0]);
  near(at(fade.in, 0.25), 0.25, 1e-6);
  ok(fade.in.every((gain, i) => i === 0 || gain > fade.in[i - 1]), 'it rises all the way');
});

test('decibels become a factor', () => {
  near(gainOf(0), 1);
  near(gainOf(-20), 0.1);
  near(gainOf(6.0206), 2, 1e-5);
});
