// @ts-check
/**
 * The prompt: its field with a counter, presets, recent prompts, Apply and Undo.
 *
 * @typedef {import('../describe.js').Screen} Screen
 */
import { element, setText } from '../dom.js';
import { PRESETS } from './presets.js';
import { language, strings } from '../../i18n/strings.js';

const MAX_PROMPT_LENGTH = 2_000;

/**
 * @param {object} wiring
 * @param {(prompt: string) => void} wiring.onPlay
 * @param {(prompt: string) => void} wiring.onApply
 * @param {() => void} wiring.onUndo
 * @param {() => readonly string[]} wiring.recent  newest first
 */
export function createPromptView({ onPlay, onApply, onUndo, recent }) {
  const field = /** @type {HTMLTextAreaElement} */ (element('prompt'));
  const apply = element('apply');
  const undo = element('undo');
  let edited = false;
  let canPlay = true;
  let inForce = /** @type {string | null} */ (null);

  element('prompt-form').addEventListener('submit', event => {
    event.preventDefault();
    send();
  });
  undo.addEventListener('click', () => takeBack());
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
    if (!apply.hidden) {
      onApply(field.value);
    } else if (canPlay) {
      onPlay(field.value);
    }
  }

  /** Undo, where there is something to take back: the field shows the prompt that applies again. */
  function takeBack() {
    if (!undo.hidden) {
      edited = false;
      onUndo();
      field.focus();
    }
  }

  /** @param {string} prompt */
  function choose(prompt) {
    edited = true;
    field.value = prompt;
    showField();
  }

  function showField() {
    const used = field.value.length;
    const number = (/** @type {number} */ value) => value.toLocaleString(language());
    setText('prompt-count', strings.characters(number(used), number(MAX_PROMPT_LENGTH)));
    element('prompt-count').dataset.over = String(used > MAX_PROMPT_LENGTH);
    field.setAttribute('aria-invalid', String(used > MAX_PROMPT_LENGTH));
    apply.dataset.fresh = String(field.value.trim() !== (inForce ?? '').trim());
    for (const chip of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('#presets button'))) {
      chip.setAttribute('aria-pressed', String(chip.dataset.prompt === field.value));
    }
  }

  /** @param {string} words @param {string} prompt @returns {HTMLButtonElement} */
  function chooser(words, prompt) {
    const button = document.createElement('button');
    Object.assign(button, { type: 'button', textContent: words, title: prompt });
    button.dataset.prompt = prompt;
    button.addEventListener('click', () => choose(prompt));
    return button;
  }

  /** Lists the prompts used lately. */
  function showRecent() {
    const used = recent();
    element('recent').replaceChildren(...(used.length ? used.map(prompt => itemOf(chooser(prompt, prompt))) : [itemOf(strings.recentNone)]));
  }

  /** Shows presets and recent prompts in the language in use. */
  function translate() {
    element('presets').replaceChildren(...PRESETS.map(preset => chooser(strings.presets[preset], strings.presetPrompts[preset])));
    showRecent();
    showField();
  }

  /** @param {Screen} screen */
  function show(screen) {
    canPlay = screen.play !== null;
    apply.hidden = !screen.canApply;
    if (undo.hidden === screen.canUndo) {
      const focused = document.activeElement === undo;
      undo.hidden = !screen.canUndo;
      if (focused) {
        field.focus();
      }
    }
    setText('change', screen.change || (screen.canApply ? strings.promptHint : strings.promptHintIdle));
    if (screen.prompt !== inForce) {
      inForce = screen.prompt;
      if (!edited && inForce !== null) {
        field.value = inForce;
      }
      showField();
    }
  }

  return {
    show, translate, showRecent, takeBack, send,
    value: () => field.value,
    focus: () => field.focus(),
    /** Cuts the prompt to the length the server takes. */
    shorten() {
      choose(field.value.slice(0, MAX_PROMPT_LENGTH));
      field.focus();
    },
  };
}

/** @param {Node | string} content @returns {HTMLLIElement} */
function itemOf(content) {
  const item = document.createElement('li');
  item.append(content);
  return item;
}
