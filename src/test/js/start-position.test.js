// @ts-check
import { entryPoint as entryPointOf, lastHeard } from '/js/loading/start-position.js';
import { equal, near, test } from './harness.js';
import { byPage, segmentOf, snapshotOf } from './samples.js';

/** @param {import('/js/server/types.js').Snapshot} snapshot */
const entryPoint = snapshot => entryPointOf(snapshot, lastHeard(snapshot));

const at = (/** @type {number} */ index, /** @type {number} */ position, changes = {}) => snapshotOf({
  playback: { player_id: 'x', state: 'playing', segment_index: index, position_seconds: position, buffered_seconds: 9, underruns: 0,
    download_seconds: null, reported_at: '2026-01-01T00:00:00.000Z', by: byPage },
  server_time: '2026-01-01T00:01:00.000Z',
  ...changes,
});

test('without anything playable there is no start position', () => equal(entryPoint(snapshotOf({ segments: [] })), null));

test('a session nobody has listened to is entered at its oldest segment', () => {
  const entry = entryPoint(snapshotOf({ segments: [segmentOf(0)] }));
  equal([entry?.segment.index, entry?.offset], [0, 0]);
});

test('a reload goes on at the last heard second', () => {
  const entry = entryPoint(at(7, 31.2, { segments: [segmentOf(7)] }));
  equal([entry?.segment.index, entry?.offset], [7, 31.2]);
});

test('a position in a segment that is deleted is found in the one after it', () => {
  const entry = entryPoint(at(7, 50, { segments: [segmentOf(8)] }));
  equal([entry?.segment.index, entry?.offset], [8, 5]);
});

test('of two segments that hold the second the newer is entered', () => {
  equal(entryPoint(at(7, 50, { segments: [segmentOf(7), segmentOf(8)] }))?.segment.index, 8);
  equal(entryPoint(at(7, 44, { segments: [segmentOf(7), segmentOf(8)] }))?.segment.index, 7);
});

test('what can no longer be heard is skipped', () => {
  const entry = entryPoint(at(7, 20, { segments: [segmentOf(9)] }));
  equal([entry?.segment.index, entry?.offset], [9, 0]);
});

test('a report that is fresh is carried on to now, an old one is not', () => {
  const fresh = entryPoint(at(7, 20, { segments: [segmentOf(7)], server_time: '2026-01-01T00:00:01.500Z' }));
  near(fresh?.offset ?? 0, 21.5);
  near(entryPoint(at(7, 20, { segments: [segmentOf(7)] }))?.offset ?? 0, 20);
});

test('a report is carried on for one and a half heartbeats', () => {
  const carried = (/** @type {string} */ now) => lastHeard(at(7, 20, { server_time: now }))?.position ?? 0;
  near(carried('2026-01-01T00:00:00.500Z'), 20.5);
  near(carried('2026-01-01T00:00:02.999Z'), 22.999);
  equal(carried('2026-01-01T00:00:03.000Z'), 20);
});

test('a second that two segments share at the very start of the newer one is entered there', () => {
  const segments = [segmentOf(7), segmentOf(8)];
  equal([45, 45.5].map(position => entryPoint(at(7, position, { segments }))?.segment.index), [8, 8]);
});

test('where the next segments have been deleted too, the oldest that is left is entered at its start', () => {
  equal(entryPoint(at(7, 20, { segments: [segmentOf(9), segmentOf(10)] }))?.segment.index, 9);
  equal(entryPoint(at(9, 20, { segments: [segmentOf(7)] })), { segment: segmentOf(7), offset: 0 });
});

test('the report of a page that pauses is not carried on', () => {
  const snapshot = at(7, 20, { segments: [segmentOf(7)], server_time: '2026-01-01T00:00:01.500Z' });
  const playback = /** @type {import('/js/server/types.js').PlaybackReport} */ (snapshot.playback);
  equal(lastHeard({ ...snapshot, playback: { ...playback, state: 'idle' } })?.position, 20);
});

test('playback does not start at the very end', () => {
  equal(entryPoint(at(7, 60, { segments: [segmentOf(7)] }))?.offset, 59);
});

test('a segment that shares nothing with the one before it holds none of its seconds', () => {
  const piece = segmentOf(8, { join: 'crossfade', source_index: null, overlap_seconds: 0 });
  const old = entryPoint(at(7, 50, { segments: [segmentOf(7), piece] }));
  equal([old?.segment.index, old?.offset], [7, 50]);
  const shared = entryPoint(at(6, 50, { segments: [segmentOf(7), piece] }));
  equal([shared?.segment.index, shared?.offset], [7, 5]);
});

test('where only the new piece is left it is entered at its start, and goes on where it was heard', () => {
  const piece = segmentOf(8, { join: 'crossfade', source_index: null, overlap_seconds: 0 });
  equal([entryPoint(at(7, 50, { segments: [piece] }))?.segment.index, entryPoint(at(7, 50, { segments: [piece] }))?.offset], [8, 0]);
  equal([entryPoint(at(8, 20, { segments: [piece] }))?.segment.index, entryPoint(at(8, 20, { segments: [piece] }))?.offset], [8, 20]);
});
