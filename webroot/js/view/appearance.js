// @ts-check
/**
 * Light or dark, as the system has it or as the person has chosen. What belongs to one of them only, stylesheet or colour of the
 * browser's own bars, is marked with `data-scheme` and is switched by its media query.
 *
 * @typedef {'system' | 'light' | 'dark'} Appearance
 */

/** @type {readonly Appearance[]} */
export const APPEARANCES = ['system', 'light', 'dark'];

/** The colours of the page have changed; sent to the document. */
export const APPEARANCE_CHANGED = 'appearancechange';

/** @param {string} chosen anything that is no choice counts as the system's */
export function setAppearance(chosen) {
  for (const each of /** @type {NodeListOf<HTMLLinkElement | HTMLMetaElement>} */ (document.querySelectorAll('[data-scheme]'))) {
    const scheme = each.dataset.scheme;
    each.media = chosen === 'light' || chosen === 'dark' ? (chosen === scheme ? 'all' : 'not all') : `(prefers-color-scheme: ${scheme})`;
  }
  document.dispatchEvent(new Event(APPEARANCE_CHANGED));
}
