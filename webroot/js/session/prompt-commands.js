// @ts-check
/**
 * The commands of a prompt for music that plays: apply and undo.
 */
import * as api from '../server/api.js';
import * as log from '../util/log.js';
import { problemOf } from './model.js';

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
      if (error instanceof api.ApiError && error.code === 'no-session' && isResumed()) {
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

  /** Takes back a prompt that is not heard yet: the one before it applies again. */
  async function undo() {
    const undone = store.state().change;
    if (undone?.appliesFrom != null && undone.before !== null) {
      await apply(undone.before, undone.appliesFrom);
    }
  }

  /** The session is there again: applies the prompt that has waited for it, unless it was resumed with it. */
  function applyWaiting() {
    const { change } = store.state();
    if (waits && change !== null && change.appliesFrom === null) {
      apply(change.prompt, change.undoes);
    }
    waits = false;
  }

  return { apply, undo, applyWaiting };
}
