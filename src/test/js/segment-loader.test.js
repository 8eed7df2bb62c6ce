// @ts-check
import { createSegmentLoader } from '/js/loading/segment-loader.js';
import { equal, test } from './harness.js';
import { segmentOf, snapshotOf } from './samples.js';

test('a server that does not know the session any more is not asked at every tick, but at once when a snapshot shows it', async () => {
  let asked = 0;
  const nothing = () => undefined;
  const { update } = createSegmentLoader(/** @type {any} */ ({
    sessionId: 's1', heard: null, player: { newest: () => null }, signal: new AbortController().signal, onChange: nothing, onTrouble: nothing,
    refresh: async () => {
      asked++;
      return snapshotOf({ session_id: null });
    },
  }));
  const known = snapshotOf({ segments: [segmentOf(0)] });
  await update(known);
  await update();
  await update();
  equal(asked, 1);
  await update(known);
  equal(asked, 2);
});
