// @ts-check
import { gainDbAt, segmentGainOf } from '/js/audio/segment-gain.js';
import { near, test } from './harness.js';
import { segmentOf } from './samples.js';

const level = segmentGainOf(segmentOf(7, { gain_db: -4, gain_end_db: -3.4 }), 60, 15);

test('the gain stands still over shared seconds and moves in a straight line in dB between them', () => {
  for (const [position, wanted] of [[0, -4], [15, -4], [30, -3.7], [45, -3.4], [60, -3.4]]) {
    near(gainDbAt(level, position), wanted);
  }
});

/** @requirement B5 */
test('the end of a segment and the start of the next are equally loud at every moment they share', () => {
  const seamDb = 2.5;     // the next one came back quieter by this
  const next = segmentGainOf(segmentOf(8, { gain_db: -3.4 + seamDb, gain_end_db: -1.2 }), 60, 15);
  for (let shared = 0; shared <= 15; shared += 0.1) {
    near(gainDbAt(level, 45 + shared), gainDbAt(next, shared) - seamDb);
  }
});

test('the first segment has nothing to share at its start', () => {
  near(gainDbAt(segmentGainOf(segmentOf(0, { gain_db: -4, gain_end_db: -3.4 }), 60, 15), 22.5), -3.7);
});

test('a segment that is all overlap keeps one gain', () => {
  const short = segmentGainOf(segmentOf(7, { gain_db: -4, gain_end_db: -4 }), 20, 15);
  [0, 10, 15, 20].forEach(position => near(gainDbAt(short, position), -4));
});
