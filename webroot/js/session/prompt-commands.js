// @ts-check
/**
 * The commands of a prompt for music that plays: apply and undo.
 *
 * @typedef {import('./model.js').Model} Model
 */
import * as api from '../server/api.js';
import * as log from '../util/log.js';

/**
 * @param {object} wiring
 * @param {Model} wiring.model
 * @param {() => void} wiring.changed  the model has
 * @param {ReturnType<typeof import('./command-queue.js').createCommandQueue>['enqueue']} wiring.enqueue
 *   the prompts reach the server as they were given
 */
export function createPromptCommands({ model, changed, enqueue }) {
  let newest = 0;

  /** Apply: the prompt for the segments to come. @param {string} prompt */
  async function apply(prompt) {
    const mine = ++newest;
    const stillWaits = () => mine === newest && model.change?.prompt === prompt;
    model.problem = null;
    const before = model.snapshot?.prompt.current ?? null;
    model.change = { prompt, appliesFrom: null, before, confirmed: false };
    changed();
    try {
      const answer = await enqueue(() => api.changePrompt(prompt));
      if (!stillWaits()) {
        return;
      }
      model.change = { prompt: answer.prompt, appliesFrom: answer.applies_from_segment, before, confirmed: false };
    } catch (error) {
      log.error('the prompt was not taken', error);
      if (!stillWaits()) {
        return;
      }
      model.change = null;
      model.problem = { code: error.code, detail: error.detail };
    }
    changed();
  }

  /** Takes back a prompt that is not heard yet: the one before it applies again. */
  async function undo() {
    const undone = model.change;
    if (undone?.appliesFrom == null || undone.before === null) {
      return;
    }
    await apply(undone.before);
    // A segment that is being generated with the undone prompt is still heard: then the change stays announced.
    if (model.change?.prompt === undone.before && model.change.appliesFrom !== null && model.change.appliesFrom <= undone.appliesFrom) {
      model.change = null;
      changed();
    }
  }

  return { apply, undo };
}
