// @ts-check
import { emptyModel } from '/js/session/model.js';
import { createSnapshotHandler } from '/js/session/snapshot-handler.js';
import { equal, test } from './harness.js';
import { snapshotOf } from './samples.js';

/** @param {string} code @param {import('/js/server/types.js').PlaybackState} [playback] @returns {string | undefined} the problem after news */
function problemAfterNews(code, playback = 'playing') {
  const model = Object.assign(emptyModel('me'), { playback, problem: { code } });
  const nothing = () => undefined;
  const news = createSnapshotHandler({ model, changed: nothing,
    acts: { update: () => null, resumeAfterReload: nothing, resumeAfterRestart: nothing, fail: nothing, recover: nothing } });
  news.onSnapshot(snapshotOf());
  return model.problem?.code;
}

test('news shows that the server answers: what it did not answer is told no longer', () => {
  equal([problemAfterNews('timeout'), problemAfterNews('unreachable')], [undefined, undefined]);
});

test('news changes nothing about what was refused, nor about music that has ended', () => {
  equal([problemAfterNews('prompt-too-long'), problemAfterNews('timeout', 'error')], ['prompt-too-long', 'timeout']);
});
