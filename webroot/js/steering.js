// @ts-check
/**
 * A new prompt for music that plays, and taking it back.
 *
 * @typedef {import('./model.js').Model} Model
 */
import * as api from './api.js';
import * as log from './log.js';

/** @param {{ model: Model, changed: () => void }} wiring `changed`: the model has */
export function createSteering({ model, changed }) {
  /** Apply: the prompt for the segments to come. @param {string} prompt */
  async function apply(prompt) {
    model.problem = null;
    const before = model.snapshot?.prompt.current ?? null;
    model.change = { prompt, appliesFrom: null, before, confirmed: false };
    changed();
    try {
      const answer = await api.changePrompt(prompt);
      model.change = { prompt: answer.prompt, appliesFrom: answer.applies_from_segment, before, confirmed: false };
    } catch (error) {
      log.error('the prompt was not taken', error);
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
    if (model.change?.appliesFrom != null && model.change.appliesFrom <= undone.appliesFrom) {
      model.change = null;
      changed();
    }
  }

  return { apply, undo };
}
