// @ts-check
import { createSegmentLoader } from '/js/loading/segment-loader.js';
import { equal, test } from './harness.js';
import { segmentOf, snapshotOf } from './samples.js';

test('a server that does not know the session any more is not asked at every tick, but at once when a snapshot shows it', async () => {
  let asked = 0;
  let missed = 0;
  const nothing = () => undefined;
  const { update } = createSegmentLoader(/** @type {any} */ ({
    sessionId: 's1', heard: null, player: { newest: () => null }, signal: new AbortController().signal, onChange: nothing, onTrouble: nothing,
    askSnapshot: async () => {
      asked++;
      return snapshotOf({ session_id: null });
    },
    onMissing: () => missed++,
  }));
  const known = snapshotOf({ segments: [segmentOf(0)] });
  await update(known);
  await update();
  await update();
  equal([asked, missed], [1, 1]);
  await update(known);
  equal(asked, 2);
});

test('what the look before a download shows counts for the looks that follow, without a snapshot from elsewhere', async () => {
  let asked = 0;
  const nothing = () => undefined;
  const { update } = createSegmentLoader(/** @type {any} */ ({
    sessionId: 's1', heard: null, player: { newest: () => null }, signal: new AbortController().signal, onChange: nothing, onTrouble: nothing,
    askSnapshot: async () => {
      asked++;
      return snapshotOf();
    },
  }));
  await update(snapshotOf({ segments: [segmentOf(0)] }));
  await update();
  equal(asked, 1);
});
