// @ts-check
import { entryPoint, lastHeard, laterHeard } from '/js/loading/start-position.js';
import { equal, near, test } from './harness.js';
import { byPage, segmentOf, snapshotOf } from './samples.js';
import { casesOf } from './tables.js';

const at = (/** @type {number} */ index, /** @type {number} */ position, changes = {}) => snapshotOf({
  playback: { player_id: 'x', state: 'playing', segment_index: index, position_seconds: position, buffered_seconds: 9, underruns: 0,
    download_seconds: null, reported_at: '2026-01-01T00:00:00.000Z', by: byPage },
  server_time: '2026-01-01T00:01:00.000Z',
  ...changes,
});

/** @requirement B6, B12 */
test('the page enters where the stream does', async () => {
  for (const { name, segments, piece, heard, enters } of await casesOf('entry-points')) {
    const listed = segments.map((/** @type {number} */ index) => segmentOf(index, index === piece ? { join: 'crossfade', overlap_seconds: 0 } : {}));
    const entry = entryPoint(snapshotOf({ segments: listed }), heard && { index: heard[0], position: heard[1] });
    equal([name, entry && [entry.segment.index, entry.offset]], [name, enters]);
  }
});

test('a report that is fresh is carried on to now, an old one is not', () => {
  const fresh = lastHeard(at(7, 20, { segments: [segmentOf(7)], server_time: '2026-01-01T00:00:01.500Z' }), 's1');
  near(fresh?.position ?? 0, 21.5);
  near(lastHeard(at(7, 20), 's1')?.position ?? 0, 20);
});

test('a report is carried on for one and a half heartbeats', () => {
  const carried = (/** @type {string} */ now) => lastHeard(at(7, 20, { server_time: now }), 's1')?.position ?? 0;
  near(carried('2026-01-01T00:00:00.500Z'), 20.5);
  near(carried('2026-01-01T00:00:02.999Z'), 22.999);
  equal(carried('2026-01-01T00:00:03.000Z'), 20);
});

test('the report of a page that pauses is not carried on', () => {
  const snapshot = at(7, 20, { segments: [segmentOf(7)], server_time: '2026-01-01T00:00:01.500Z' });
  const playback = /** @type {import('/js/server/types.js').PlaybackReport} */ (snapshot.playback);
  equal(lastHeard({ ...snapshot, playback: { ...playback, state: 'idle' } }, 's1')?.position, 20);
});

test('what was heard last counts where nothing is reported any more, or yet', () => {
  const heard = { segment_index: 3, position_seconds: 10 };
  const silent = at(7, 20).playback;
  for (const playback of [null, silent && { ...silent, segment_index: null }]) {
    equal(lastHeard(snapshotOf({ playback, heard }), 's1'), { index: 3, position: 10 });
  }
  const resumable = { session_id: 's1', prompt: 'rain', segment_index: 4, heard };
  equal(lastHeard(snapshotOf({ session_id: null, resumable }), 's1'), { index: 3, position: 10 });
  equal([lastHeard(snapshotOf({ session_id: null, resumable }), 's2'), lastHeard(snapshotOf({ heard }), 's2')], [null, null]);
});

test('of what the page kept and what the server was told the later second counts', () => {
  const snapshot = snapshotOf({});       // 45 s from one segment to the next
  const [early, late] = [{ index: 3, position: 50 }, { index: 4, position: 6 }];
  equal([laterHeard(early, late, snapshot), laterHeard(late, early, snapshot)], [late, late]);
  equal([laterHeard(null, late, snapshot), laterHeard(early, null, snapshot), laterHeard(null, null, snapshot)], [late, early, null]);
  equal(laterHeard(null, early, null), early);
});
