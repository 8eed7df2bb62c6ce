// @ts-check
/** Access to the page's elements. */
import { strings } from '../i18n/strings.js';

/** @template {HTMLElement} [T=HTMLElement] @param {string} id @returns {T} */
export const element = id => /** @type {T} */ (document.getElementById(id));

/** Touches the document only when the words differ, so that nothing flickers or is announced twice. @param {string} id @param {string} words */
export function setText(id, words) {
  const target = element(id);
  if (target.textContent !== words) {
    target.textContent = words;
  }
}

/** Likewise, so that nothing is styled, laid out or loaded again. @param {HTMLElement} target @param {string} name @param {string} value */
export function setAttribute(target, name, value) {
  if (target.getAttribute(name) !== value) {
    target.setAttribute(name, value);
  }
}

/** Likewise. @param {HTMLElement} target @param {boolean} hidden */
export function setHidden(target, hidden) {
  if (target.hidden !== hidden) {
    target.hidden = hidden;
  }
}

/** Gives every element that is marked with `data-text`, `-label`, `-title` or `-placeholder` its words. */
export function fillWords() {
  const words = /** @type {Record<string, any>} */ (strings);
  const fill = (/** @type {string} */ mark, /** @type {(target: HTMLElement, text: string) => void} */ put) => {
    for (const target of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`[data-${mark}]`))) {
      put(target, words[target.dataset[mark] ?? '']);
    }
  };
  fill('text', (target, text) => { target.textContent = text; });
  fill('label', (target, text) => target.setAttribute('aria-label', text));
  fill('title', (target, text) => { target.title = text; });
  fill('placeholder', (target, text) => target.setAttribute('placeholder', text));
}
