// @ts-check
import { emptyModel } from '/js/session/model.js';
import { createSnapshotHandler } from '/js/session/snapshot-handler.js';
import { equal, test } from './harness.js';
import { snapshotOf } from './samples.js';

/** @param {string} code @param {import('/js/server/types.js').PlaybackState} [playback] @returns {string | undefined} the problem after a snapshot */
function problemAfterSnapshot(code, playback = 'playing') {
  const model = Object.assign(emptyModel('me'), { playback, problem: { code } });
  const nothing = () => undefined;
  const handler = createSnapshotHandler({ model, changed: nothing,
    acts: { update: () => null, resumeAfterReload: nothing, resumeAfterRestart: nothing, fail: nothing, recover: nothing } });
  handler.onSnapshot(snapshotOf());
  return model.problem?.code;
}

test('a snapshot shows that the server answers: what it did not answer is told no longer', () => {
  equal([problemAfterSnapshot('timeout'), problemAfterSnapshot('unreachable')], [undefined, undefined]);
});

test('a snapshot changes nothing about what was refused, nor about music that has ended', () => {
  equal([problemAfterSnapshot('prompt-too-long'), problemAfterSnapshot('timeout', 'error')], ['prompt-too-long', 'timeout']);
});
