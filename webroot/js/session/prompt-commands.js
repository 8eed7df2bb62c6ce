// @ts-check
/**
 * The commands for music that plays: another prompt, a new piece, undo.
 */
import * as api from '../server/api.js';
import * as log from '../util/log.js';
import { problemOf } from './model.js';
import { canWithdraw, isPieceComing } from './prompt-change.js';

/**
 * @param {object} wiring
 * @param {import('./model.js').Store} wiring.store
 * @param {ReturnType<typeof import('./command-queue.js').createCommandQueue>['enqueue']} wiring.enqueue
 *   the prompts reach the server as they were given
 * @param {() => boolean} wiring.isResumed  whether a session that the server does not know is resumed from here, with the prompt that waits
 */
export function createPromptCommands({ store, enqueue, isResumed }) {
  let newest = 0;
  let waits = false;      // the newest prompt, for its session
  let pieceWaits = false;

  /** Whether a session that the server does not know yet will be there again in a moment. @param {unknown} error */
  const isResuming = error => error instanceof api.ApiError && error.code === 'no-session' && isResumed();

  /**
   * Apply: the prompt for the segments to come.
   *
   * @param {string} prompt @param {number | null} [undoes]  the first segment that the prompt it takes back would have been made for
   */
  async function apply(prompt, undoes = null) {
    const mine = ++newest;
    waits = false;
    const stillWaits = () => mine === newest && store.state().change?.prompt === prompt;
    const change = { prompt, appliesFrom: null, before: store.state().snapshot?.prompt.current ?? null, confirmed: false, undoes };
    store.update({ problem: null, change });
    try {
      const answer = await enqueue(() => api.changePrompt(prompt));
      if (stillWaits()) {
        store.update({ change: { ...change, prompt: answer.prompt, appliesFrom: answer.applies_from_segment } });
      }
    } catch (error) {
      if (isResuming(error)) {
        log.info('the prompt waits until the session is resumed');
        waits = mine === newest;
        return;
      }
      log.error('the prompt was not taken', error);
      if (stillWaits()) {
        store.update({ change: null, problem: problemOf(error) });
      }
    }
  }

  /** Something else: a new piece with the prompt in force. One that is on its way is all there will be. */
  async function requestPiece() {
    if (isPieceComing(store.state())) {
      return;
    }
    pieceWaits = false;
    store.update({ problem: null, pieceSent: 'sent' });
    try {
      await enqueue(api.requestPiece);
      store.update({ pieceSent: store.state().pieceSent && 'answered' });
    } catch (error) {
      if (isResuming(error)) {
        log.info('the new piece waits until the session is resumed');
        pieceWaits = true;
        return;
      }
      log.error('a new piece could not be asked for', error);
      store.update({ pieceSent: null, problem: problemOf(error) });
    }
  }

  async function withdrawPiece() {
    try {
      const { withdrawn } = await enqueue(api.withdrawPiece);
      log.info(withdrawn ? 'the new piece was taken back' : 'the new piece is there already');
    } catch (error) {
      if (isResuming(error)) {
        log.info('the new piece was forgotten with the session that is resumed');
        return;
      }
      log.error('the new piece could not be taken back', error);
      store.update({ problem: problemOf(error) });
    }
  }

  /** Takes back what is not heard yet: the new piece, else the prompt, so that the one before it applies again. */
  async function undo() {
    if (canWithdraw(store.state())) {
      await withdrawPiece();
      return;
    }
    const undone = store.state().change;
    if (undone?.appliesFrom != null && undone.before !== null) {
      await apply(undone.before, undone.appliesFrom);
    }
  }

  /** The session is there again: applies the prompt that has waited for it, unless it was resumed with it, and asks for the new piece. */
  function applyWaiting() {
    const { change } = store.state();
    if (waits && change !== null && change.appliesFrom === null) {
      apply(change.prompt, change.undoes);
    }
    waits = false;
    if (pieceWaits && store.state().pieceSent !== null) {
      store.update({ pieceSent: null });
      requestPiece();
    }
    pieceWaits = false;
  }

  return { apply, requestPiece, undo, applyWaiting };
}
