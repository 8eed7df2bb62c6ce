// @ts-check
/**
 * The prompt: its field, Apply and Undo. What is typed stays in the field until it is sent, whatever is chosen elsewhere.
 *
 * @typedef {import('../describe.js').Screen} Screen
 */
import { element, setAttribute, setHidden, setText } from '../dom.js';
import { firstCharacters, lengthOf } from '../../util/characters.js';
import { language, strings } from '../../i18n/strings.js';

/** Characters that the server takes. */
export const MAX_PROMPT_LENGTH = 2_000;
/** From here on the page says how many are used. */
const COUNTED_LENGTH = 1_800;

/**
 * @param {object} wiring
 * @param {(prompt: string) => void} wiring.onPlay
 * @param {(prompt: string) => void} wiring.onApply
 * @param {() => void} wiring.onRenew  a new piece is wanted
 * @param {() => void} wiring.onUndo
 * @param {() => void} wiring.onChange  the field holds something else now
 */
export function createPromptView({ onPlay, onApply, onRenew, onUndo, onChange }) {
  const field = /** @type {HTMLTextAreaElement} */ (element('prompt'));
  const apply = element('apply');
  const undo = element('undo');
  const renew = element('renew');
  const keyboard = matchMedia('(hover: hover)');
  let edited = false;
  /** @type {Pick<Screen, 'play' | 'canApply' | 'canRenew' | 'change'>} */
  let shown = { play: '', canApply: false, canRenew: false, change: '' };
  let inForce = /** @type {string | null} */ (null);

  element('prompt-form').addEventListener('submit', event => {
    event.preventDefault();
    send();
  });
  undo.addEventListener('click', () => takeBack());
  renew.addEventListener('click', () => {
    if (shown.canRenew) {
      onRenew();
    }
  });
  field.addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      send();
    }
  });
  field.addEventListener('input', () => {
    edited = true;
    showField();
  });

  /** The prompt goes to the running music; without any, it starts with it. */
  function send() {
    if (shown.canApply && isNew()) {
      sent();
      onApply(field.value);
    } else if (shown.play !== null) {
      onPlay(field.value);
    }
  }

  /** What is in the field is no draft any more: it follows what applies. */
  function sent() {
    edited = false;
  }

  const isNew = () => field.value.trim() !== (inForce ?? '').trim();

  /** Undo, where there is something to take back: a field that is not edited shows the prompt that applies again. */
  function takeBack() {
    if (!undo.hidden) {
      onUndo();
    }
  }

  /** @param {string} prompt */
  function fill(prompt) {
    edited = true;
    field.value = prompt;
    showField();
  }

  function showField() {
    const used = lengthOf(field.value);
    const number = (/** @type {number} */ value) => value.toLocaleString(language());
    setText('prompt-count', used < COUNTED_LENGTH ? '' : strings.characters(number(used), number(MAX_PROMPT_LENGTH)));
    element('prompt-count').dataset.over = String(used > MAX_PROMPT_LENGTH);
    field.setAttribute('aria-invalid', String(used > MAX_PROMPT_LENGTH));
    hide(apply, !(shown.canApply && isNew()));
    setText('change', shown.change || hint());
    onChange();
  }

  /** @returns {string} */
  function hint() {
    if (shown.canApply) {
      return isNew() ? strings.draft : strings.promptHint;
    }
    return keyboard.matches ? strings.promptHintIdle : '';
  }

  /** A button that goes hands the focus on to the field. @param {HTMLElement} button @param {boolean} hidden */
  function hide(button, hidden) {
    const focused = document.activeElement === button;
    setHidden(button, hidden);
    if (hidden && focused) {
      field.focus();
    }
  }

  /** @param {Screen} screen */
  function show(screen) {
    const changed = screen.prompt !== inForce || screen.change !== shown.change || screen.canApply !== shown.canApply;
    shown = screen;
    setText('undo', screen.undo ?? strings.undo);
    hide(undo, screen.undo === null);
    hide(renew, !screen.canApply);
    setAttribute(renew, 'aria-disabled', String(!screen.canRenew));
    if (screen.prompt !== inForce) {
      inForce = screen.prompt;
      if (!edited && inForce !== null) {
        field.value = inForce;
      }
    }
    if (changed) {
      showField();
    }
  }

  return {
    show, takeBack, sent, fill,
    /** Shows everything in the language in use. */
    translate: showField,
    value: () => field.value,
    /** @returns {string | null} the prompt that applies, or will */
    inForce: () => inForce,
    focus: () => field.focus(),
    /** Cuts the prompt to the length the server takes. */
    shorten() {
      fill(firstCharacters(field.value, MAX_PROMPT_LENGTH));
      field.focus();
    },
  };
}
