// @ts-check
/**
 * What a new status snapshot changes for the music on this page.
 *
 * @typedef {import('./model.js').Model} Model
 * @typedef {import('../server/types.js').Snapshot} Snapshot
 *
 * @typedef {object} Acts
 * @property {(snapshot: Snapshot) => import('./ownership.js').OwnershipState | null} update  shows it to whoever listens; null when nobody does
 * @property {(sessionId: string) => void} resumeAfterReload   plays on after a reload
 * @property {(snapshot: Snapshot) => void} resumeAfterRestart  goes on with the session after the server has restarted
 * @property {(error: Error, problem: NonNullable<Model['problem']>) => void} fail
 * @property {() => void} recover
 */
import { snapshotPatch } from './model.js';
import { rememberedSession } from './reload.js';

/** @param {{ store: import('./model.js').Store, acts: Acts }} wiring */
export function createSnapshotHandler({ store, acts }) {
  /** @param {Snapshot} snapshot */
  function onSnapshot(snapshot) {
    const first = store.state().snapshot === null;
    const ownershipState = acts.update(snapshot);
    if (ownershipState === 'restarted' && store.state().playback !== 'error') {
      acts.resumeAfterRestart(snapshot);
      return;
    }
    store.update({ ...snapshotPatch(store.state(), snapshot), problem: withoutSilence(store.state()) });
    if (first && snapshot.session_id !== null && snapshot.session_id === rememberedSession()) {
      acts.resumeAfterReload(snapshot.session_id);
    }
    if (ownershipState === 'ours') {
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

  return { onSnapshot, onReachable };
}

/**
 * A server that answers again is no problem any more, unless the music has ended over it.
 *
 * @param {Model} model @returns {Model['problem']}
 */
const withoutSilence = ({ playback, problem }) =>
  playback !== 'error' && (problem?.code === 'unreachable' || problem?.code === 'timeout') ? null : problem;
