// @ts-check
import { asksForMore, followChange } from '/js/prompt-change.js';
import { equal, test } from './harness.js';
import { snapshotOf } from './samples.js';

const change = { prompt: 'snow', appliesFrom: 9 };
const heard = (/** @type {number} */ index, /** @type {number} */ position) =>
  ({ heard: { index, position, buffered: 10 }, phase: null, fetching: null, delay: null, underruns: 0, newest: index });

test('a change stands until the shared seconds of its first segment are over', () => {
  equal(followChange(change, snapshotOf(), heard(8, 50)), change);
  equal(followChange(change, snapshotOf(), heard(9, 14)), change);
  equal(followChange(change, snapshotOf(), heard(9, 15)), null);
});

test('a segment that plays again because the next one is late does not make a change heard', () => {
  const bridging = { ...heard(8, 59), phase: /** @type {const} */ ('bridging') };
  equal(followChange(change, snapshotOf(), bridging), change);
});

test('a change made before a reload is found again in the snapshot', () => {
  const prompt = { current: 'rain', pending: 'snow', applies_from_segment: 9, heard_in_seconds: 30 };
  equal(followChange(null, snapshotOf({ prompt }), null), change);
});

test('someone who listens in asks for more only by typing something else', () => {
  const snapshot = snapshotOf();
  equal(['', '  ', 'rain', 'snow'].map(prompt => asksForMore(prompt, snapshot)), [false, false, false, true]);
});
