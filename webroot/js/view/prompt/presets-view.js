// @ts-check
/**
 * What can be chosen with one click: favourites, presets, recent prompts. The one that applies is marked.
 *
 * @typedef {import('../music-name.js').Favourite} Favourite
 */
import { element } from '../dom.js';
import { presetOf } from '../music-name.js';
import { PRESETS } from './presets.js';
import { strings } from '../../i18n/strings.js';

/**
 * @param {object} wiring
 * @param {import('../settings.js').SettingsStore} wiring.settings
 * @param {(prompt: string) => void} wiring.onChoose  plays it, or has it apply to the music that plays
 */
export function createPresetsView({ settings, onChoose }) {
  let marked = /** @type {string | null} */ (null);

  /** @param {string} words @param {string} prompt @returns {HTMLButtonElement} */
  function chooser(words, prompt) {
    const button = document.createElement('button');
    Object.assign(button, { type: 'button', textContent: words, title: prompt });
    button.dataset.prompt = prompt;
    button.addEventListener('click', () => onChoose(prompt));
    return button;
  }

  /** A preset is the same in every language. */
  function showMark() {
    const preset = presetOf(marked ?? '');
    for (const chip of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.chips button'))) {
      const prompt = chip.dataset.prompt ?? '';
      chip.setAttribute('aria-pressed', String(prompt === marked?.trim() || (preset !== null && presetOf(prompt) === preset)));
    }
  }

  /** Lists the prompts used lately; the focus stays on the same prompt. */
  function showRecent() {
    const used = settings.get('recent');
    const buttons = used.map(prompt => chooser(prompt, prompt));
    const list = element('recent');
    const focused = list.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.prompt : null;
    list.replaceChildren(...buttons.map(itemOf));
    buttons.find(button => button.dataset.prompt === focused)?.focus();
    element('recent-prompts').hidden = used.length === 0;
  }

  /** Lists the favourites; a preset among them is not listed twice. */
  function showFavourites() {
    const favourites = settings.get('favourites');
    element('favourites').hidden = favourites.length === 0;
    element('favourites').replaceChildren(...favourites.map(({ name, prompt }) => chooser(name, prompt)));
    const kept = favourites.map(({ prompt }) => presetOf(prompt));
    element('presets').replaceChildren(...PRESETS.filter(preset => !kept.includes(preset))
      .map(preset => chooser(strings.presets[preset], strings.presetPrompts[preset])));
    showMark();
  }

  return {
    showRecent, showFavourites,
    /** @param {string | null} prompt that applies */
    mark(prompt) {
      if (prompt !== marked) {
        marked = prompt;
        showMark();
      }
    },
    /** Shows everything in the language in use. */
    translate() {
      showFavourites();
      showRecent();
    },
  };
}

/** @param {Node} content @returns {HTMLLIElement} */
function itemOf(content) {
  const item = document.createElement('li');
  item.append(content);
  return item;
}
