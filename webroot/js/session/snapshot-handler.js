// @ts-check
/**
 * What the server's news does to the music on this page.
 *
 * @typedef {import('./model.js').Model} Model
 * @typedef {import('../server/types.js').Snapshot} Snapshot
 *
 * @typedef {object} Acts
 * @property {(snapshot: Snapshot) => import('./ownership.js').Verdict | null} look  shows it to whoever listens; null when nobody does
 * @property {(sessionId: string) => void} takeUp   goes on listening after a reload
 * @property {(snapshot: Snapshot) => void} resume  goes on with the session after the server has started anew
 * @property {(error: Error & { code?: string }) => void} fail
 * @property {() => void} recover
 */
import { takeIn } from './model.js';
import { rememberedListening } from './reload.js';

/** @param {{ model: Model, acts: Acts, changed: () => void }} wiring `changed`: the model has */
export function createNews({ model, acts, changed }) {
  /** @param {Snapshot} snapshot */
  function onSnapshot(snapshot) {
    const first = model.snapshot === null;
    const verdict = acts.look(snapshot);
    if (verdict === 'restarted' && model.playback !== 'error') {
      acts.resume(snapshot);
      return;
    }
    takeIn(model, snapshot);
    forgetSilence();
    if (first && snapshot.session_id !== null && snapshot.session_id === rememberedListening()) {
      acts.takeUp(snapshot.session_id);
    }
    if (verdict === 'ours') {
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
