// @ts-check
/**
 * Resumes the music after a reload of the page or a restart of the server.
 *
 * @typedef {import('../server/types.js').Snapshot} Snapshot
 */
import { isUnanswered } from '../server/api.js';
import { joinSession } from './join-session.js';
import * as log from '../util/log.js';
import { snapshotPatch } from './model.js';
import { maySound } from './reload.js';

/**
 * @param {object} wiring
 * @param {import('./model.js').Store} wiring.store
 * @param {ReturnType<typeof import('./command-queue.js').createCommandQueue>} wiring.commands
 * @param {ReturnType<typeof import('./handover.js').createHandover>} wiring.handover
 * @param {() => import('./handover.js').Sound} wiring.open
 * @param {(event: 'play') => void} wiring.dispatch
 * @param {(error: unknown) => void} wiring.fail
 * @param {<T>(join: () => Promise<T>) => Promise<T>} wiring.whileJoining  runs it, and lets what the server says wait
 */
export function createRecovery({ store, commands, handover, open, dispatch, fail, whileJoining }) {
  /**
   * After a reload: goes on by itself where the browser lets music begin without a click, unless it was paused by hand.
   *
   * @param {import('./reload.js').Listening} listening
   */
  async function resumeAfterReload({ sessionId, playerId, paused }) {
    if (!commands.isEmpty()) {
      return;
    }
    const offer = /** @type {const} */ ({ notice: 'resumeByHand', formerId: playerId });
    if (paused) {
      store.update(offer);
      return;
    }
    const stillWanted = commands.issue();
    /** @type {import('./handover.js').Sound} */
    let sound;
    try {
      sound = open();
    } catch (error) {
      fail(error);
      return;
    }
    store.update({ reloaded: true });
    const allowed = await maySound(sound.context);
    store.update({ reloaded: false, ...(stillWanted() && !allowed && offer) });
    if (stillWanted() && allowed) {
      dispatch('play');
      handover.switchTo(sessionId, sound);
      return;
    }
    sound.release();
  }

  /**
   * After a restart of the server: the session it kept is resumed, and what sounds here is joined to what comes. Where nothing was
   * kept, a new session begins with the same prompt. A new prompt that the server did not take meanwhile applies now.
   *
   * @param {Snapshot} snapshot  what the server says now; the model holds what it said before
   */
  const resumeAfterRestart = snapshot => whileJoining(async () => {
    const stillWanted = commands.latestCheck();
    const wanted = () => store.state().change?.prompt ?? store.state().snapshot?.prompt.current ?? '';
    log.info(`the server has restarted and ${snapshot.resumable ? 'has kept the session' : 'knows nothing of the session'}`);
    try {
      const { sessionId, attached } = await commands.enqueue(() => joinSession(snapshot, wanted()));
      if (stillWanted()) {
        if (!attached && !snapshot.resumable) {
          store.update({ change: null });      // the new session begins with it
        }
        handover.switchTo(sessionId);
      }
    } catch (error) {
      if (isUnanswered(error)) {
        log.info(`the session is not resumed yet: ${log.messageOf(error)}`);
      } else if (stillWanted()) {
        store.update(snapshotPatch(store.state(), snapshot));
        fail(error);
      }
    }
  });

  return { resumeAfterReload, resumeAfterRestart };
}
