// @ts-check
import { createStore } from '/js/session/model.js';
import { createSnapshotHandler } from '/js/session/snapshot-handler.js';
import { equal, test } from './harness.js';
import { snapshotOf } from './samples.js';

/** @param {string} code @param {import('/js/server/types.js').PlaybackState} [playback] @returns {string | undefined} the problem after a snapshot */
function problemAfterSnapshot(code, playback = 'playing') {
  const nothing = () => undefined;
  const store = createStore('me', { progress: () => null, onChange: nothing });
  store.update({ playback, problem: { code } });
  const handler = createSnapshotHandler({ store,
    acts: { update: () => null, resumeAfterReload: nothing, resumeAfterRestart: nothing, fail: nothing, recover: nothing } });
  handler.onSnapshot(snapshotOf());
  return store.state().problem?.code;
}

test('a snapshot shows that the server answers: what it did not answer is told no longer', () => {
  equal([problemAfterSnapshot('timeout'), problemAfterSnapshot('unreachable')], [undefined, undefined]);
});

test('a snapshot changes nothing about what was refused, nor about music that has ended', () => {
  equal([problemAfterSnapshot('prompt-too-long'), problemAfterSnapshot('timeout', 'error')], ['prompt-too-long', 'timeout']);
});
