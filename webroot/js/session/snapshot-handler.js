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
 * @property {(error: Error & { code?: string }) => void} fail
 * @property {() => void} recover
 */
import { applySnapshot } from './model.js';
import { rememberedSession } from './reload.js';

/** @param {{ model: Model, acts: Acts, changed: () => void }} wiring `changed`: the model has */
export function createSnapshotHandler({ model, acts, changed }) {
  /** @param {Snapshot} snapshot */
  function onSnapshot(snapshot) {
    const first = model.snapshot === null;
    const ownershipState = acts.update(snapshot);
    if (ownershipState === 'restarted' && model.playback !== 'error') {
      acts.resumeAfterRestart(snapshot);
      return;
    }
    applySnapshot(model, snapshot);
    forgetSilence();
    if (first && snapshot.session_id !== null && snapshot.session_id === rememberedSession()) {
      acts.resumeAfterReload(snapshot.session_id);
    }
    if (ownershipState === 'ours') {
      followFailure(snapshot);
    }
    changed();
  }

  /** @param {Snapshot} snapshot of the session being listened to */
  function followFailure({ state, error }) {
    const failed = state === 'error';
    if (failed && model.playback !== 'error') {
      acts.fail(Object.assign(new Error(error?.message ?? ''), { code: error?.code ?? 'generation-failed', detail: error?.message }));
    } else if (!failed && model.playback === 'error') {
      acts.recover();
    }
  }

  /** A server that answers again is no problem any more, unless the music has ended over it. */
  function forgetSilence() {
    if (model.playback !== 'error' && (model.problem?.code === 'unreachable' || model.problem?.code === 'timeout')) {
      model.problem = null;
    }
  }

  /** @param {boolean} reachable */
  function onReachable(reachable) {
    model.reachable = reachable;
    if (reachable) {
      forgetSilence();
    }
    changed();
  }

  return { onSnapshot, onReachable };
}
