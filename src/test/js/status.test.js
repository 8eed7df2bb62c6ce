// @ts-check
import { isNewer } from '/js/status.js';
import { equal, test } from './harness.js';
import { snapshotOf } from './samples.js';

const known = snapshotOf({ version: 12, server_time: '2026-01-01T00:00:10.000Z' });

test('the first snapshot is news', () => equal(isNewer(null, known), true));

test('a newer version is news', () => equal(isNewer(known, { ...known, version: 13 }), true));

test('a slow poll that is overtaken by a push is thrown away', () => {
  equal(isNewer(known, { ...known, version: 11, server_time: '2026-01-01T00:00:09.900Z' }), false);
});

test('a server that has started anew counts from one again and is believed', () => {
  equal(isNewer(known, { ...known, version: 1, server_time: '2026-01-01T00:00:15.000Z' }), true);
});
