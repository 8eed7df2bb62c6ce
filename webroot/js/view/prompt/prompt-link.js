// @ts-check
/** A prompt in the page's address, to be handed on as a link: `#prompt=…`. Whoever opens it finds it in the field. Pure. */
import { firstCharacters } from '../../util/characters.js';

/** @param {string} hash as `location.hash` @param {number} most characters @returns {string | null} null where it holds no prompt */
export function promptIn(hash, most) {
  const prompt = new URLSearchParams(hash.replace(/^#/, '')).get('prompt')?.trim();
  return prompt ? firstCharacters(prompt, most) : null;
}

/** @param {string} address of the page @param {string} prompt @returns {string} */
export function linkTo(address, prompt) {
  const link = new URL(address);
  link.search = '';
  link.hash = new URLSearchParams({ prompt: prompt.trim() }).toString();
  return link.href;
}
