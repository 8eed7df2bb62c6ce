// @ts-check
import { createOwnership, takerIsGone } from '/js/session/ownership.js';
import { equal, test } from './harness.js';
import { byPage, snapshotOf } from './samples.js';

/** @param {string | null} player @param {string | null} [session] */
const playing = (player, session = 's1') => snapshotOf({ session_id: session, playback: player === null ? null : {
  player_id: player, state: 'playing', segment_index: 0, position_seconds: 0, buffered_seconds: 0, underruns: 0, download_seconds: null,
  reported_at: '2026-01-01T00:00:00.000Z', by: byPage } });

/** @param {...ReturnType<typeof playing>} snapshots */
const states = (...snapshots) => {
  const ownership = createOwnership('me', 's1');
  return snapshots.map(ownership.evaluate);
};

test('a snapshot from before Play proves nothing', () => {
  equal(states(playing('other'), playing(null, null)), ['ours', 'stoppedElsewhere']);
  equal(states(playing(null, null), playing('other', 's0')), ['unconfirmed', 'unconfirmed']);
});

test('another player after this one has taken over', () => {
  equal(states(playing('other'), playing('me'), playing('other')), ['ours', 'ours', 'taken']);
});

test('another session after this one has taken over', () => {
  equal(states(playing('me'), playing('other', 's2')), ['ours', 'taken']);
});

test('playback is claimed until it is accepted, and again when the server has forgotten', () => {
  const ownership = createOwnership('me', 's1');
  equal(ownership.claims(), true);
  ownership.accepted();
  equal(ownership.claims(), false);
  ownership.evaluate(playing('me'));
  ownership.evaluate(playing(null));
  equal(ownership.claims(), true);
});

test('a server that has restarted has not lost the session for good', () => {
  const kept = { ...playing(null, null), resumable: { session_id: 's1', prompt: 'rain', segment_index: 7, heard: null } };
  const known = { ...playing('me'), version: 40 };
  equal(states(known, kept), ['ours', 'restarted']);
  equal(states(known, { ...playing(null, null), version: 0 }), ['ours', 'restarted']);
  equal(states(known, { ...playing(null, null), version: 41 }), ['ours', 'stoppedElsewhere']);
  equal(states(known, { ...playing('other', 's2'), version: 3 }), ['ours', 'taken']);
  equal(states(known, kept, { ...playing(null), version: 5 }, playing('me')), ['ours', 'restarted', 'ours', 'ours']);
});

test('a report that is refused before the session was ever seen ends in what the status says', () => {
  const ownership = createOwnership('me', 's1');
  ownership.refused();
  equal(ownership.evaluate(playing(null, null)), 'stoppedElsewhere');
});

test('a page that has taken over is gone when its session is over, or it is silent or idle; an older status says nothing of it', () => {
  const idle = playing('other');
  const gone = (/** @type {ReturnType<typeof playing>} */ now, before = playing('other')) => takerIsGone(before, now, 'me');
  equal([gone(playing(null, null)), gone(playing(null)), gone({ ...playing('other'), server_time: '2026-01-01T00:00:06.000Z' }),
    gone({ ...idle, playback: idle.playback && { ...idle.playback, state: 'idle' } })], [true, true, true, true]);
  equal([gone(playing('other')), gone(playing('me')), gone(playing(null, 's2')),
    gone({ ...idle, playback: idle.playback && { ...idle.playback, state: 'generating' } })], [false, false, false, false]);
});
