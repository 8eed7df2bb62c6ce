// @ts-check
/** The details at the foot of the page: they stay open or closed from visit to visit. Beside the numbers they hold how the page looks. */
import { APPEARANCES, setAppearance } from '../appearance.js';
import { element } from '../dom.js';
import { strings } from '../../i18n/strings.js';

/** @param {{ settings: import('../settings.js').SettingsStore, onToggle: () => void }} wiring */
export function createDetailsPanel({ settings, onToggle }) {
  const panel = /** @type {HTMLDetailsElement} */ (element('details'));
  const appearance = /** @type {HTMLSelectElement} */ (element('appearance'));

  panel.open = settings.get('detailsOpen');
  panel.addEventListener('toggle', onToggle);
  // With the click, before the panel follows it: the event above comes too late for a reload right afterwards.
  element('details-summary').addEventListener('click', () => settings.set('detailsOpen', !panel.open));
  setAppearance(settings.get('appearance'));
  appearance.addEventListener('change', () => {
    settings.set('appearance', appearance.value);
    setAppearance(appearance.value);
  });

  return {
    isOpen: () => panel.open,
    open() {
      panel.open = true;
      settings.set('detailsOpen', true);
    },
    /** Shows everything in the language in use. */
    translate() {
      const chosen = settings.get('appearance');
      appearance.replaceChildren(...APPEARANCES.map(each => new Option(strings.appearances[each], each, false, each === chosen)));
    },
  };
}
