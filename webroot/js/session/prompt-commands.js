// @ts-check
/**
 * The commands for music that plays: another prompt, a new piece, undo.
 */
import * as api from '../server/api.js';
import * as log from '../util/log.js';
import { problemOf } from './model.js';
import { canWithdraw, isPieceComing, isPieceHere, isPieceLost, promptBefore, undoable } from './prompt-change.js';

/**
 * @param {object} wiring
 * @param {import('./model.js').Store} wiring.store
 * @param {ReturnType<typeof import('./command-queue.js').createCommandQueue>['enqueue']} wiring.enqueue
 *   the prompts reach the server as they were given
 * @param {() => boolean} wiring.isResumed  whether the music goes on here once the server is back, with what waits for it
 */
export function createPromptCommands({ store, enqueue, isResumed }) {
  let newest = 0;
  let waits = false;      // the newest prompt, for its session
  let withdrawn = false;      // the new piece was taken back, for all that is known
  let withdrawalWaits = false;      // for an answer of the server
  let repeat = () => Promise.resolve();      // asks once more for what failed last

  /**
   * Apply: the prompt for the segments to come.
   *
   * @param {string} prompt @param {number | null} [undoes]  the first segment that the prompt it takes back would have been made for
   */
  async function apply(prompt, undoes = null) {
    const mine = ++newest;
    waits = false;
    const stillWaits = () => mine === newest && store.state().change?.prompt === prompt;
    const change = {
      prompt, appliesFrom: null, before: promptBefore(prompt, store.state(), undoes !== null), confirmed: false, undoes,
      afterPiece: undoes === null && isAfterPiece(prompt),
    };
    store.update({ problem: null, change });
    try {
      const answer = await enqueue(() => api.changePrompt(prompt));
      if (stillWaits()) {
        store.update({ change: { ...change, prompt: answer.prompt, appliesFrom: answer.applies_from_segment } });
      }
    } catch (error) {
      if (waitsForServer(error)) {
        log.info('the prompt waits for the server');
        waits = mine === newest;
        return;
      }
      log.error('the prompt was not taken', error);
      if (stillWaits()) {
        repeat = () => apply(prompt, undoes);
        store.update({ change: null, problem: problemOf(error) });
      }
    }
  }

  /** Whether a new piece was asked for before this prompt; the same prompt once more changes nothing about that. @param {string} prompt */
  function isAfterPiece(prompt) {
    const { change } = store.state();
    return change?.prompt === prompt ? change.afterPiece : isPieceComing(store.state());
  }

  /** Whether the server is away, or has restarted and is about to know the session again. @param {unknown} error */
  const waitsForServer = error =>
    (api.isUnanswered(error) || (error instanceof api.ApiError && error.code === 'no-session')) && isResumed();

  /** Something else: a new piece with the prompt in force. One that is on its way is all there will be. */
  async function requestPiece() {
    const { change } = store.state();
    if (isPieceComing(store.state())) {
      return;
    }
    store.update({ change: change && { ...change, afterPiece: false } });
    await sendPiece();
  }

  async function sendPiece() {
    withdrawn = withdrawalWaits = false;
    store.update({ problem: null, pieceSent: 'sent' });
    try {
      await enqueue(api.requestPiece);
      store.update({ pieceSent: store.state().pieceSent && 'answered' });
    } catch (error) {
      if (waitsForServer(error)) {
        log.info('the new piece waits for the server');
        store.update({ pieceSent: store.state().pieceSent && 'waits' });
        return;
      }
      log.error('a new piece could not be asked for', error);
      repeat = requestPiece;
      store.update({ pieceSent: null, problem: problemOf(error) });
    }
  }

  /** One that a restart has taken anyway is not asked for again. */
  async function withdrawPiece() {
    withdrawn = true;
    withdrawalWaits = false;
    store.update({ problem: null });
    if (store.state().pieceSent === 'waits') {
      store.update({ pieceSent: null });
    }
    try {
      const answer = await enqueue(api.withdrawPiece);
      withdrawn &&= answer.withdrawn;
      log.info(answer.withdrawn ? 'the new piece was taken back' : 'no new piece was left to be taken back');
    } catch (error) {
      withdrawn &&= api.isUnanswered(error) || waitsForServer(error);
      if (waitsForServer(error)) {
        log.info('taking the new piece back waits for the server, unless the piece went with it');
        withdrawalWaits = api.isUnanswered(error);
        return;
      }
      log.error('the new piece could not be taken back', error);
      repeat = withdrawPiece;
      store.update({ problem: problemOf(error) });
    }
  }

  /** Takes back what is not heard yet, the last that was asked for: the new piece, or the prompt, so that the one before it applies again. */
  async function undo() {
    const { change } = store.state();
    const [last] = undoable(store.state());
    if (last === 'piece') {
      await withdrawPiece();
    } else if (last === 'prompt' && change !== null && change.before !== null) {
      await apply(change.before, change.appliesFrom);
    }
  }

  /**
   * The server has restarted: a new piece that went with it waits for the session.
   *
   * @param {import('../server/types.js').Snapshot} snapshot  what the server says now; the model holds what it said before
   */
  function keepPiece({ resumable }) {
    if (!withdrawn && isPieceLost(store.state(), resumable)) {
      store.update({ pieceSent: 'waits' });
    }
  }

  /** The session is there again: what has waited for it is done, but for a prompt with which it was resumed and a piece that is there. */
  function applyWaiting() {
    const { change } = store.state();
    if (waits && change !== null && change.appliesFrom === null) {
      apply(change.prompt, change.undoes);
    }
    waits = false;
    if (store.state().pieceSent === 'waits') {
      if (isPieceHere(store.state())) {
        store.update({ pieceSent: null });
      } else {
        sendPiece();
      }
    }
    if (withdrawalWaits && canWithdraw(store.state())) {
      withdrawPiece();
    }
    withdrawalWaits = false;
  }

  return {
    apply, requestPiece, undo, keepPiece, applyWaiting,
    /** Try again: what the problem is about. */
    again: () => repeat(),
    /** The music has ended here: nothing waits any more. */
    forget() {
      waits = withdrawalWaits = false;
    },
  };
}
