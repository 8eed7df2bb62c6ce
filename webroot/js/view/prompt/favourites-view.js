// @ts-check
/** Keeping a prompt among the favourites, and the list in which favourites are named, put in order and removed. */
import { element } from '../dom.js';
import { canKeep, keep, move, remove, rename } from '../favourites.js';
import { MAX_NAME_LENGTH, musicName } from '../music-name.js';
import { strings } from '../../i18n/strings.js';

/**
 * @param {object} wiring
 * @param {import('../settings.js').SettingsStore} wiring.settings
 * @param {() => string} wiring.prompt      what is in the field
 * @param {() => void} wiring.onChange      the favourites are others now
 */
export function createFavouritesView({ settings, prompt, onChange }) {
  const star = element('keep');
  const list = element('arrange-list');

  star.addEventListener('click', () => {
    const favourites = settings.get('favourites');
    const at = favourites.findIndex(each => each.prompt === prompt().trim());
    store(at >= 0 ? remove(favourites, at) : keep(favourites, { name: musicName(prompt(), []), prompt: prompt() }));
  });

  /** @param {import('../music-name.js').Favourite[]} favourites */
  function store(favourites) {
    settings.set('favourites', favourites);
    show();
    onChange();
  }

  /** The star says whether the prompt in the field is kept. */
  function showStar() {
    const kept = settings.get('favourites').some(each => each.prompt === prompt().trim());
    star.setAttribute('aria-pressed', String(kept));
    star.setAttribute('aria-disabled', String(!kept && !canKeep(settings.get('favourites'), prompt())));
  }

  function show() {
    const favourites = settings.get('favourites');
    element('arrange').hidden = favourites.length === 0;
    list.replaceChildren(...favourites.map((favourite, at) => rowOf(favourite, at)));
    showStar();
  }

  /** @param {import('../music-name.js').Favourite} favourite @param {number} at @returns {HTMLLIElement} */
  function rowOf({ name: called, prompt: words }, at) {
    const row = document.createElement('li');
    const field = document.createElement('input');
    Object.assign(field, { type: 'text', value: called, maxLength: MAX_NAME_LENGTH, title: words });
    field.setAttribute('aria-label', strings.favouriteName(at + 1));
    const up = button('↑', () => reorder(at, -1, 1));
    const down = button('↓', () => reorder(at, 1, 2));
    const away = button('×', () => {
      store(remove(settings.get('favourites'), at));
      focusOn(Math.min(at, settings.get('favourites').length - 1), 3);
    });
    const nameButtons = (/** @type {string} */ now) => {
      name(up, strings.favouriteUp(now));
      name(down, strings.favouriteDown(now));
      name(away, strings.favouriteRemove(now));
    };
    field.addEventListener('change', () => {
      settings.set('favourites', rename(settings.get('favourites'), at, field.value));
      field.value = settings.get('favourites')[at].name;
      nameButtons(field.value);
      onChange();
    });
    nameButtons(field.value);
    row.append(field, up, down, away);
    return row;
  }

  /** The focus goes with what is moved. @param {number} at @param {number} by @param {number} control within the row */
  function reorder(at, by, control) {
    const last = settings.get('favourites').length - 1;
    store(move(settings.get('favourites'), at, by));
    focusOn(Math.min(last, Math.max(0, at + by)), control);
  }

  /** @param {number} row @param {number} control */
  function focusOn(row, control) {
    const target = /** @type {HTMLElement | undefined} */ (list.children[row]?.children[control]);
    (target ?? star).focus();
  }

  return { show, showStar };
}

/** @param {HTMLElement} control @param {string} words */
function name(control, words) {
  control.title = words;
  control.setAttribute('aria-label', words);
}

/** @param {string} face @param {() => void} onClick @returns {HTMLButtonElement} */
function button(face, onClick) {
  const made = document.createElement('button');
  Object.assign(made, { type: 'button', className: 'plain round', textContent: face });
  made.addEventListener('click', onClick);
  return made;
}
