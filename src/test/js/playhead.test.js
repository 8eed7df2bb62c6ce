// @ts-check
import { bridging, held, playhead, remaining } from '/js/audio/playhead.js';
import { equal, test } from './harness.js';
import { slotOf } from './samples.js';

const seven = { slot: slotOf(7, 100), buffer: { ready: 60 } };
const again = { slot: slotOf(7, 145, { pass: 1, enterAt: 158 }), buffer: seven.buffer };
const eight = { slot: slotOf(8, 145, { enterAt: 156 }), buffer: { ready: 12 } };

test('what remains ends with the newest segment\'s own run, not with its repetition', () => {
  equal([150, 160, 161].map(now => remaining([seven, again], now)), [10, 0, 0]);
  equal([remaining([seven, eight], 150), remaining([], 150)], [55, 0]);
});

test('a segment that is repeated is held once', () => {
  equal([held([seven, again, eight]), held([])], [2, 0]);
});

test('a bridge is one from the moment at which the repetition is heard', () => {
  equal([157.9, 158, 170].map(now => bridging([seven, again], now)), [null, { index: 7, pass: 1 }, { index: 7, pass: 1 }]);
  equal([bridging([seven, eight], 170), bridging([], 170)], [null, null]);
});

test('the playhead is in a slot from the moment at which it is heard', () => {
  const slots = [seven.slot, eight.slot];
  equal([99.9, 100, 155.9, 156].map(now => playhead(slots, now)?.index ?? null), [null, 7, 7, 8]);
});

test('the position is the slot\'s own time up to its end, and what lies ahead ends with the newest segment', () => {
  equal(playhead([seven.slot, eight.slot], 120), { index: 7, pass: 0, position: 20, buffered: 85 });
  equal(playhead([seven.slot, again.slot], 159), { index: 7, pass: 1, position: 14, buffered: 1 });
  equal(playhead([seven.slot], 170), { index: 7, pass: 0, position: 60, buffered: 0 });
});
