// @ts-check
/** The dialog that lists the keyboard shortcuts, and the keys themselves. */
import { element } from '../dom.js';
import { actionOf, SHORTCUTS, whereIs } from './shortcuts.js';
import { strings } from '../../i18n/strings.js';

/**
 * @param {object} wiring
 * @param {import('../settings.js').SettingsStore} wiring.settings
 * @param {Record<import('./shortcuts.js').Action, () => void>} wiring.actions
 */
export function createShortcutsDialog({ settings, actions }) {
  const dialog = /** @type {HTMLDialogElement} */ (element('shortcuts-dialog'));
  const singleKeys = /** @type {HTMLInputElement} */ (element('single-keys'));

  singleKeys.checked = settings.get('singleKeys');
  singleKeys.addEventListener('change', () => settings.set('singleKeys', singleKeys.checked));
  element('help').addEventListener('click', () => dialog.showModal());
  document.addEventListener('keydown', event => {
    const action = settings.get('singleKeys') && !dialog.open ? actionOf(event, whereIs(document.activeElement)) : null;
    if (action) {
      event.preventDefault();
      actions[action]();
    }
  });

  return {
    open: () => dialog.showModal(),
    /** Lists the shortcuts in the language in use. */
    translate() {
      const rows = SHORTCUTS.map(([key, action]) => rowOf([key === ' ' ? strings.space : key.toUpperCase()], strings.shortcut[action]));
      rows.splice(5, 0, rowOf(['Ctrl / ⌘', 'Enter'], strings.shortcut.send));
      element('keys').replaceChildren(...rows.flat());
    },
  };
}

/** @param {string[]} keys @param {string} words @returns {HTMLElement[]} */
function rowOf(keys, words) {
  const [term, definition] = [document.createElement('dt'), document.createElement('dd')];
  term.append(...keys.flatMap((key, i) => {
    const cap = document.createElement('kbd');
    cap.textContent = key;
    return i === 0 ? [cap] : [' + ', cap];
  }));
  definition.textContent = words;
  return [term, definition];
}
