// @ts-check
import { next } from '/js/session/state-machine.js';
import { equal, test } from './harness.js';

/** @typedef {import('/js/session/state-machine.js').PlaybackEvent} PlaybackEvent */

const STATES = /** @type {const} */ (['idle', 'generating', 'downloading', 'playing', 'error']);

/** @param {import('/js/session/state-machine.js').PlaybackState} from @param {...PlaybackEvent} events */
const after = (from, ...events) => events.reduce(next, from);

/** @requirement R13 */
test('from Play to music', () => {
  equal(after('idle', 'play'), 'generating');
  equal(after('idle', 'play', 'fetch'), 'downloading');
  equal(after('idle', 'play', 'fetch', 'sound'), 'playing');
});

test('music that runs out waits, and plays again by itself', () => {
  equal(after('playing', 'starve'), 'generating');
  equal(after('playing', 'starve', 'fetch'), 'downloading');
  equal(after('playing', 'starve', 'fetch', 'sound'), 'playing');
});

test('a segment that is gone is waited for again', () => equal(after('downloading', 'starve'), 'generating'));

test('ending makes every state idle', () => {
  for (const state of STATES) {
    equal(next(state, 'end'), 'idle');
  }
});

test('failing makes every state error, from where Play leads on', () => {
  for (const state of STATES) {
    equal(next(state, 'fail'), 'error');
  }
  equal(after('error', 'play', 'sound'), 'playing');
});

test('an error is not played away: only Play, Stop or recovery end it', () => {
  equal(after('error', 'sound', 'fetch', 'starve'), 'error');
  equal(after('error', 'recover'), 'generating');
});

test('what means nothing changes nothing', () => {
  equal(after('idle', 'sound', 'fetch', 'starve', 'recover'), 'idle');
  equal(after('playing', 'play', 'sound', 'recover'), 'playing');
});
