// @ts-check
/**
 * What a new status snapshot changes for the music on this page.
 *
 * @typedef {import('./model.js').Model} Model
 * @typedef {import('../server/types.js').Snapshot} Snapshot
 *
 * @typedef {object} Acts
 * @property {(snapshot: Snapshot) => import('./ownership.js').OwnershipState | null} update  shows it to whoever listens; null when nobody does
 * @property {(listening: import('./reload.js').Listening) => void} resumeAfterReload   plays on after a reload
 * @property {(snapshot: Snapshot) => void} resumeAfterRestart  goes on with the session after the server has restarted
 * @property {(snapshot: Snapshot) => void} keepPiece  has a new piece wait that went with the server
 * @property {() => void} applyWaiting  sends the prompt and the wish for a new piece that have waited for the session
 * @property {(error: Error, problem: NonNullable<Model['problem']>) => void} fail
 * @property {() => void} recover
 */
import { snapshotPatch } from './model.js';
import { forgetListening, rememberedListening } from './reload.js';

/** @param {{ store: import('./model.js').Store, acts: Acts }} wiring */
export function createSnapshotHandler({ store, acts }) {
  let joining = 0;
  /** @type {Snapshot | null} */
  let waiting = null;

  /**
   * Lets what the server says wait, the newest of it, while a session is joined whose place another one has: a snapshot may speak of it
   * before the answer does, and would be taken for somebody else's.
   *
   * @template T @param {() => Promise<T>} join @returns {Promise<T>}
   */
  async function whileJoining(join) {
    joining++;
    try {
      return await join();
    } finally {
      joining--;
      handleWaiting();
    }
  }

  function handleWaiting() {
    const snapshot = waiting;
    if (snapshot && joining === 0) {
      waiting = null;
      onSnapshot(snapshot);
    }
  }

  /** @param {Snapshot} snapshot */
  function onSnapshot(snapshot) {
    if (joining > 0) {
      waiting = snapshot.session_id === null ? waiting : snapshot;      // without a session it is of the moment before
      return;
    }
    const first = store.state().snapshot === null;
    const ownershipState = acts.update(snapshot);
    if (ownershipState === 'restarted') {
      acts.keepPiece(snapshot);
      if (store.state().playback !== 'error') {
        acts.resumeAfterRestart(snapshot);
        return;
      }
    }
    const offered = store.state().notice === 'resumeByHand';
    store.update({ ...snapshotPatch(store.state(), snapshot), problem: withoutSilence(store.state()) });
    if (offered && store.state().notice === null) {
      forgetListening();      // or the next reload would take over what somebody else plays by now
    }
    const left = first ? rememberedListening() : null;
    if (left !== null && left.sessionId === snapshot.session_id) {
      acts.resumeAfterReload(left);
    }
    if (ownershipState === 'ours') {
      acts.applyWaiting();
      followFailure(snapshot);
    }
  }

  /** @param {Snapshot} snapshot of the session being listened to */
  function followFailure({ state, error }) {
    const failed = state === 'error';
    const { playback } = store.state();
    if (failed && playback !== 'error') {
      acts.fail(new Error(error?.message ?? ''), { code: 'generation-failed', explanation: error?.explanation });
    } else if (!failed && playback === 'error') {
      acts.recover();
    }
  }

  /** @param {boolean} reachable */
  function onReachable(reachable) {
    store.update({ reachable, problem: reachable ? withoutSilence(store.state()) : store.state().problem });
  }

  return { onSnapshot, onReachable, whileJoining };
}

/**
 * A server that answers again is no problem any more, unless the music has ended over it.
 *
 * @param {Model} model @returns {Model['problem']}
 */
const withoutSilence = ({ playback, problem }) =>
  playback !== 'error' && (problem?.code === 'unreachable' || problem?.code === 'timeout') ? null : problem;
