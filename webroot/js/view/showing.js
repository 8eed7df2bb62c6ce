// @ts-check
/**
 * When the page is brought up to date. While music plays its position changes four times a second, which nobody sees of a hidden page:
 * what shows there is the tab's title and the system's media controls, and they tell of all else.
 *
 * @typedef {import('../session/model.js').Model} Model
 */

/** A hidden page is brought up to date this often all the same. */
const HIDDEN_SECONDS = 5;

/**
 * @param {object} wiring
 * @param {() => void} wiring.show                 brings the page up to date
 * @param {(model: Model) => void} wiring.unseen   instead of that, where nobody would see it
 * @param {() => boolean} [wiring.isHidden]
 * @param {() => number} [wiring.now]              seconds
 * @returns {(model: Model) => void} to be called with every change of the model
 */
export function createShowing({ show, unseen, isHidden = () => document.hidden, now = () => performance.now() / 1000 }) {
  /** @type {Model | null} */
  let shown = null;
  let shownAt = -Infinity;

  return model => {
    if (isHidden() && shown !== null && now() - shownAt < HIDDEN_SECONDS && !isNews(shown, model)) {
      unseen(model);
      return;
    }
    shown = model;
    shownAt = now();
    show();
  };
}

/** @param {Model} before @param {Model} model @returns {boolean} whether more than the position in the music has changed */
function isNews(before, model) {
  const keys = /** @type {(keyof Model)[]} */ (Object.keys(model));
  return keys.some(key => key !== 'progress' && model[key] !== before[key]) || troubleOf(before) !== troubleOf(model);
}

/** @param {Model} model @returns {string} what of the player's progress is not as it should be */
const troubleOf = ({ progress }) => `${progress?.audioBlocked} ${progress?.underruns} ${progress?.bridging?.pass}`;
