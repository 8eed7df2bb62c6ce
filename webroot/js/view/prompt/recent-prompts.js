// @ts-check
/** The prompts used lately, newest first. Pure. */

const REMEMBERED = 8;

/** @param {readonly string[]} recent @param {string} prompt @returns {string[]} with this one in front, none twice */
export function addRecent(recent, prompt) {
  const trimmed = prompt.trim();
  return trimmed === '' ? [...recent] : [trimmed, ...recent.filter(each => each !== trimmed)].slice(0, REMEMBERED);
}
