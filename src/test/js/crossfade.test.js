// @ts-check
import { crossfade, gainFromDb, scheduleCurve } from '/js/audio/crossfade.js';
import { equal, near, ok, test } from './harness.js';

/** What an AudioParam makes of a curve, at `t` 0…1 of its length. @param {Float32Array} curve @param {number} t */
function at(curve, t) {
  const place = t * (curve.length - 1);
  const left = Math.min(Math.floor(place), curve.length - 2);
  return curve[left] + (curve[left + 1] - curve[left]) * (place - left);
}

/** @requirement R17 */
test('the gains of a crossfade of the same music add up to one at every sample', () => {
  for (const seconds of [0.02, 0.5, 0.7, 3.94, 4]) {
    const fade = crossfade(seconds);
    const samples = Math.round(seconds * 48_000);
    for (let i = 0; i <= samples; i++) {
      near(at(fade.in, i / samples) + at(fade.out, i / samples), 1, 1e-6);
    }
  }
});

test('a curve has a point every 10 ms, and two at least', () => {
  equal([0.005, 0.5, 4].map(seconds => crossfade(seconds).in.length), [2, 51, 401]);
});

test('nothing correlates more than with itself', () => equal([...crossfade(0.5, 1.5).in], [...crossfade(0.5, 1).in]));

test('a crossfade of the same music is linear and goes all the way', () => {
  const fade = crossfade(4);
  equal([fade.in[0], fade.in.at(-1), fade.out[0], fade.out.at(-1)], [0, 1, 1, 0]);
  near(at(fade.in, 0.25), 0.25, 1e-6);
  ok(fade.in.every((gain, i) => i === 0 || gain > fade.in[i - 1]), 'it rises all the way');
});

/** @requirement B1 */
test('the power stays constant at every moment of a fade, whatever the correlation', () => {
  for (const seconds of [0.1, 0.5, 2, 4]) {
    for (let rho = 0; rho <= 1; rho += 0.05) {
      const fade = crossfade(seconds, rho);
      for (let i = 0; i <= 5_000; i++) {
        const [a, b] = [at(fade.in, i / 5_000), at(fade.out, i / 5_000)];
        const levelDb = 10 * Math.log10(a * a + b * b + 2 * rho * a * b);
        ok(Math.abs(levelDb) < (seconds < 0.5 ? 0.1 : 0.01), `${levelDb} dB at ${i / 5_000} of ${seconds} s with ρ = ${rho}`);
      }
    }
  }
});

test('two unrelated signals keep their power through a fade', () => {
  const [n, blocks] = [48_000, 10];
  const noise = Array.from({ length: 2 }, () => Float32Array.from({ length: n }, () => Math.random() - Math.random()));
  const fade = crossfade(1, 0);
  for (let block = 0; block < blocks; block++) {
    let power = 0;
    for (let i = block * n / blocks; i < (block + 1) * n / blocks; i++) {
      power += (noise[0][i] * at(fade.out, i / n) + noise[1][i] * at(fade.in, i / n)) ** 2;
    }
    near(10 * Math.log10(power / (n / blocks) * 6), 0, 0.5);
  }
});

test('what correlates negatively counts as unrelated', () => {
  equal([...crossfade(1, -0.5).in], [...crossfade(1, 0).in]);
});

test('a curve is over when it shall be, also where the sum of its times is rounded up', () => {
  let rounded = 0;
  for (let frame = 1; frame < 10_000; frame++) {
    const [from, to] = [frame / 48_000, (frame + 96_000 + frame % 7) / 48_000];
    let [begin, seconds] = [NaN, NaN];
    const param = { setValueCurveAtTime(/** @type {Float32Array} */ _, /** @type {number} */ time, /** @type {number} */ duration) {
      [begin, seconds] = [time, duration];
    } };
    scheduleCurve(/** @type {any} */ (param), new Float32Array(2), from, to);
    equal(begin, from);
    ok(from + seconds <= to && to - from - seconds < 1e-9, `${from} + ${seconds} s, not after ${to}`);
    equal(from + (to - from) > to, seconds !== to - from);
    rounded += Number(seconds !== to - from);
  }
  ok(rounded > 0, 'some sums are rounded up');
});

test('decibels become a factor', () => {
  near(gainFromDb(0), 1);
  near(gainFromDb(-20), 0.1);
  near(gainFromDb(6.0206), 2, 1e-5);
});
