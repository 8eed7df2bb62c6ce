// @ts-check
import { describe } from '/js/describe.js';
import { equal, ok, test } from './harness.js';
import { segmentOf, snapshotOf } from './samples.js';

/** @param {Partial<import('/js/session.js').Model>} changes */
const screenOf = changes => describe({
  playback: 'idle', snapshot: snapshotOf({ session_id: null }), reachable: true, problem: null, notice: null, trouble: null, change: null,
  progress: null, ...changes,
});

const generation = {
  segment_index: 8, stage: '', progress: 0.42, elapsed_seconds: 9, eta_seconds: 12.3, attempt: 1, realtime_factor: 2.1,
};
const hearing = (/** @type {object} */ changes = {}) => ({
  heard: { index: 7, position: 31.2, buffered: 28.8 }, fetching: null, delay: 6.14, underruns: 2, newest: 7, ...changes,
});

test('idle offers Play and nothing else', () => {
  const screen = screenOf({});
  equal([screen.state, screen.play, screen.canStop, screen.canApply], ['idle', 'Play', false, false]);
});

test('playing offers Stop and Apply', () => {
  const screen = screenOf({ playback: 'playing', snapshot: snapshotOf(), progress: hearing() });
  equal([screen.play, screen.canStop, screen.canApply], [null, true, true]);
});

test('what lies inside is said in numbers', () => {
  const screen = screenOf({ playback: 'playing', snapshot: snapshotOf({ generation }), progress: hearing() });
  equal(screen.detail, 'Generating segment 8: 42\u00a0%, about 12\u00a0s left');
  equal(screen.facts, { segment: '7', buffered: '29\u00a0s', delay: '6.1\u00a0s', speed: '2.1×\u00a0real\u00a0time', underruns: '2' });
});

test('a download is shown before what is generated', () => {
  const progress = hearing({ fetching: { index: 8, progress: 0.5 } });
  equal(screenOf({ playback: 'playing', snapshot: snapshotOf({ generation }), progress }).detail, 'Downloading segment 8: 50\u00a0%');
});

test('the built-in engine is named plainly', () => equal(screenOf({}).engine, 'Built-in engine (not ACE-Step)'));

test('a new prompt says from where it applies and when it is heard', () => {
  const change = { appliesFrom: 9, prompt: 'snow' };
  const screen = screenOf({ playback: 'playing', snapshot: snapshotOf(), progress: hearing(), change });
  equal(screen.change, 'Applies from segment 9, heard in about 1:14.');
});

test('before anything is heard, the server says when it will be', () => {
  const prompt = { current: 'rain', pending: 'snow', applies_from_segment: 1, heard_in_seconds: 61 };
  const screen = screenOf({ playback: 'generating', snapshot: snapshotOf({ prompt }), change: { appliesFrom: 1, prompt: 'snow' } });
  equal(screen.change, 'Applies from segment 1, heard in about 1:01.');
});

test('an error offers another try, says how long the music lasts, and can be stopped', () => {
  const problem = { code: 'generation-failed', detail: 'out of memory' };
  const screen = screenOf({ playback: 'error', snapshot: snapshotOf({ state: 'error' }), problem, progress: hearing() });
  equal([screen.play, screen.canStop, screen.noticeKind], ['Try again', true, 'error']);
  ok(screen.notice.includes('out of memory') && screen.detail.includes('29\u00a0s'), screen.notice + screen.detail);
});

test('the tape shows how far the next segment has come', () => {
  const next = (/** @type {object} */ snapshot, /** @type {object} */ progress = {}) =>
    screenOf({ playback: 'playing', snapshot: snapshotOf(snapshot), progress: hearing(progress) }).tape.next;
  equal(next({}), 0);
  equal(next({ generation }), 0.21);
  equal(next({ segments: [segmentOf(8)] }), 0.5);
  equal(next({}, { fetching: { index: 8, progress: 0.5 } }), 0.75);
  equal(next({}, { newest: 8 }), 1);
});
