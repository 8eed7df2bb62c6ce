// @ts-check
/**
 * The page's elements: shows a Screen, reports what the person does. It knows no rule of the music.
 *
 * @typedef {import('./describe.js').Screen} Screen
 */
import { strings } from './strings.js';

const MAX_PROMPT_LENGTH = 2_000;

/** From here on the field says how many characters are left. */
const COUNT_FROM = 1_800;

/** @template {HTMLElement} [T=HTMLElement] @param {string} id @returns {T} */
const element = id => /** @type {T} */ (document.getElementById(id));

/**
 * @param {{ onPlay: (prompt: string) => void, onStop: () => void, onApply: (prompt: string) => void }} actions
 * @returns {{ show: (screen: Screen) => void, suggestPrompt: (prompt: string) => void }}
 */
export function createView({ onPlay, onStop, onApply }) {
  const play = element('play');
  const stop = element('stop');
  const apply = /** @type {HTMLButtonElement} */ (element('apply'));
  const prompt = /** @type {HTMLTextAreaElement} */ (element('prompt'));
  let edited = false;
  let announced = '';

  fillWords();
  play.addEventListener('click', () => onPlay(prompt.value));
  stop.addEventListener('click', () => onStop());
  element('prompt-form').addEventListener('submit', event => {
    event.preventDefault();
    send();
  });
  prompt.addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      send();
    }
  });
  prompt.addEventListener('input', () => {
    edited = true;
    showCount();
  });

  /** The prompt goes to the running music; without any, it starts with it. */
  function send() {
    if (!apply.hidden) {
      onApply(prompt.value);
    } else if (!play.hidden) {
      onPlay(prompt.value);
    }
  }

  function showCount() {
    const left = MAX_PROMPT_LENGTH - prompt.value.length;
    setText('prompt-count', prompt.value.length >= COUNT_FROM ? strings.characters(left) : '');
    prompt.setAttribute('aria-invalid', String(left < 0));
  }

  /** @param {Screen} screen */
  function show(screen) {
    document.body.dataset.state = screen.state;
    setText('state', strings.states[screen.state]);
    setText('headline', screen.headline);
    setText('detail', screen.detail);
    setText('engine', screen.engine);
    setText('change', screen.change || (screen.canApply ? strings.promptHint : ''));
    showNotice(screen);
    showButtons(screen);
    for (const [fact, value] of Object.entries(screen.facts)) {
      setText(`fact-${fact}`, value);
    }
    for (const [name, value] of Object.entries(screen.tape)) {
      element('tape').style.setProperty(`--${name}`, value.toFixed(4));
    }
    announce([screen.headline, screen.change].filter(Boolean).join('. '));
  }

  /** @param {Screen} screen */
  function showNotice({ notice, noticeKind }) {
    const box = element('notice');
    box.hidden = notice === '';
    box.dataset.kind = noticeKind;
    setText('notice', notice);
  }

  /** @param {Screen} screen the focus stays on the button that takes the other's place */
  function showButtons(screen) {
    const focused = document.activeElement;
    play.hidden = screen.play === null;
    stop.hidden = !screen.canStop;
    apply.hidden = !screen.canApply;
    setText('play-label', screen.play ?? strings.play);
    if (focused === play && play.hidden) {
      stop.focus();
    } else if (focused === stop && stop.hidden) {
      play.focus();
    }
  }

  /** Tells a screen reader, once. @param {string} words */
  function announce(words) {
    const stable = words.replace(/\d+:\d\d/, '');
    if (stable !== announced) {
      announced = stable;
      setText('announce', words);
    }
  }

  return {
    show,
    /** Fills in the prompt in use, unless the person has begun to write. @param {string} words */
    suggestPrompt(words) {
      if (!edited && prompt.value === '') {
        prompt.value = words;
      }
    },
  };
}

/** Gives every element marked with `data-text` (or `data-placeholder`) its words. */
function fillWords() {
  const words = /** @type {Record<string, any>} */ (strings);
  for (const each of document.querySelectorAll('[data-text]')) {
    each.textContent = words[/** @type {HTMLElement} */ (each).dataset.text ?? ''];
  }
  for (const each of document.querySelectorAll('[data-placeholder]')) {
    each.setAttribute('placeholder', words[/** @type {HTMLElement} */ (each).dataset.placeholder ?? '']);
  }
}

/** Touches the document only when the words differ, so that nothing flickers or is announced twice. @param {string} id @param {string} words */
function setText(id, words) {
  const target = element(id);
  if (target.textContent !== words) {
    target.textContent = words;
  }
}
