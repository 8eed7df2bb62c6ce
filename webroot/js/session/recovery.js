// @ts-check
/**
 * Stays with the music when the page or the server starts anew.
 *
 * @typedef {import('./model.js').Model} Model
 * @typedef {import('../server/types.js').Snapshot} Snapshot
 */
import { enterSession } from './join-session.js';
import * as log from '../util/log.js';
import { takeIn } from './model.js';
import { maySound } from './reload.js';

/**
 * @param {object} wiring
 * @param {Model} wiring.model
 * @param {ReturnType<typeof import('./command-queue.js').createWishes>} wiring.wishes
 * @param {ReturnType<typeof import('./handover.js').createStretches>} wiring.stretches
 * @param {() => import('./handover.js').Sound} wiring.open
 * @param {(event: 'play') => void} wiring.dispatch
 * @param {(error: Error) => void} wiring.fail
 * @param {() => void} wiring.changed  the model has
 * @param {(news: Snapshot) => void} wiring.onSnapshot  takes in what had to wait
 */
export function createReturning({ model, wishes, stretches, open, dispatch, fail, changed, onSnapshot }) {
  let resuming = false;
  /** @type {Snapshot | null} what the server said while a session was entered: it may speak of that one before its answer is here */
  let waiting = null;

  /** After a reload: goes on by itself where the browser lets music begin without a click. @param {string} sessionId */
  async function takeUp(sessionId) {
    if (!wishes.isEmpty()) {
      return;
    }
    const stillWanted = wishes.wish();
    /** @type {import('./handover.js').Sound} */
    let sound;
    try {
      sound = open();
    } catch (error) {
      fail(error);
      return;
    }
    const allowed = await maySound(sound.context);
    if (stillWanted() && allowed) {
      dispatch('play');
      stretches.stayWith(sessionId, sound);
      return;
    }
    sound.context.close();
    if (stillWanted()) {
      model.notice = 'resumeByHand';
      changed();
    }
  }

  /**
   * After the server has started anew: the session it kept is taken up, and what sounds here is joined to what comes. Where nothing was
   * kept, a new session begins with the same prompt.
   *
   * @param {Snapshot} news  what the server says now; the model holds what it said before
   */
  async function resume(news) {
    if (resuming) {
      waiting = news.session_id === null ? waiting : news;
      return;
    }
    resuming = true;
    const stillWanted = wishes.asOfNow();
    const { pending, current } = /** @type {Snapshot} */ (model.snapshot).prompt;
    log.info(`the server has started anew and ${news.resumable ? 'has kept the session' : 'knows nothing of the session'}`);
    try {
      const { sessionId } = await wishes.inOrder(() => enterSession(news, pending ?? current ?? ''));
      if (stillWanted()) {
        stretches.stayWith(sessionId);
      }
    } catch (error) {
      if (error.status === 0) {
        log.info(`the session is not taken up yet: ${error.message}`);
      } else if (stillWanted()) {
        takeIn(model, news);
        fail(error);
      }
    } finally {
      resuming = false;
      takeInWaiting();
    }
  }

  function takeInWaiting() {
    const news = waiting;
    waiting = null;
    if (news) {
      onSnapshot(news);
    }
  }

  return { takeUp, resume, isResuming: () => resuming };
}
