// @ts-check
import { createStore } from '/js/session/model.js';
import { createSnapshotHandler } from '/js/session/snapshot-handler.js';
import { equal, test, thrownBy } from './harness.js';
import { snapshotOf } from './samples.js';

const nothing = () => undefined;
const quiet = { resumeAfterReload: nothing, resumeAfterRestart: nothing, keepPiece: nothing, applyWaiting: nothing, fail: nothing, recover: nothing };

/** @param {string} code @param {import('/js/server/types.js').PlaybackState} [playback] @returns {string | undefined} the problem after a snapshot */
function problemAfterSnapshot(code, playback = 'playing') {
  const store = createStore('me', { progress: () => null, onChange: nothing });
  store.update({ playback, problem: { code } });
  const handler = createSnapshotHandler({ store, acts: { ...quiet, update: () => null } });
  handler.onSnapshot(snapshotOf());
  return store.state().problem?.code;
}

test('a snapshot shows that the server answers: what it did not answer is told no longer', () => {
  equal([problemAfterSnapshot('timeout'), problemAfterSnapshot('unreachable')], [undefined, undefined]);
});

test('a snapshot changes nothing about what was refused, nor about music that has ended', () => {
  equal([problemAfterSnapshot('prompt-too-long'), problemAfterSnapshot('timeout', 'error')], ['prompt-too-long', 'timeout']);
});

test('while a session is joined only the newest snapshot of a session waits, and is taken in when it is joined', async () => {
  const store = createStore('me', { progress: () => null, onChange: nothing });
  /** @type {(string | null)[]} */
  const seen = [];
  const handler = createSnapshotHandler({ store, acts: { ...quiet, update: snapshot => { seen.push(snapshot.session_id); return null; } } });
  await handler.whileJoining(async () => {
    ['first', 'newest', null].forEach(session_id => handler.onSnapshot(snapshotOf({ session_id })));
    equal([seen, store.state().snapshot], [[], null]);
  });
  equal([seen, store.state().snapshot?.session_id], [['newest'], 'newest']);
});

test('what was said while a session could not be joined is taken in as well', async () => {
  const store = createStore('me', { progress: () => null, onChange: nothing });
  const handler = createSnapshotHandler({ store, acts: { ...quiet, update: () => null } });
  const error = await thrownBy(() => handler.whileJoining(async () => {
    handler.onSnapshot(snapshotOf({ session_id: 'running' }));
    throw new Error('refused');
  }));
  equal([error.message, store.state().snapshot?.session_id], ['refused', 'running']);
});

test('a new piece that went with the server is kept before the music is resumed, also when that has ended', () => {
  for (const [playback, wanted] of /** @type {const} */ ([['playing', ['piece', 'music']], ['error', ['piece']]])) {
    const store = createStore('me', { progress: () => null, onChange: nothing });
    store.update({ playback });
    /** @type {string[]} */
    const done = [];
    const handler = createSnapshotHandler({ store, acts: {
      ...quiet, update: () => 'restarted', keepPiece: () => done.push('piece'), resumeAfterRestart: () => done.push('music') } });
    handler.onSnapshot(snapshotOf({ session_id: null }));
    equal(done, wanted);
  }
});

test('a prompt that waits is sent when its session is there again', () => {
  const store = createStore('me', { progress: () => null, onChange: nothing });
  /** @type {string[]} */
  const sent = [];
  let state = /** @type {import('/js/session/ownership.js').OwnershipState} */ ('unconfirmed');
  const handler = createSnapshotHandler({ store, acts: { ...quiet, update: () => state, applyWaiting: () => sent.push(state) } });
  handler.onSnapshot(snapshotOf());
  state = 'ours';
  handler.onSnapshot(snapshotOf());
  equal(sent, ['ours']);
});
