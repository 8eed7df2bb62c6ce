// @ts-check
/**
 * What a piece of music is called: a favourite's name, a preset's, the default's, or the first words of its prompt. Pure.
 *
 * @typedef {{ name: string, prompt: string }} Favourite
 */
import { firstCharacters, lengthOf } from '../util/characters.js';
import { LANGUAGES, strings } from '../i18n/strings.js';

/** A name is no longer than this, in characters; more is not read at a glance. */
export const MAX_NAME_LENGTH = 40;

/** What the server plays for an empty prompt, unless it is configured otherwise. */
const DEFAULT_PROMPT = 'instrumental ambient focus music, smooth continuous texture, no vocals, stable rhythm';

/** @typedef {keyof import('../i18n/strings.js').Strings['presets']} Preset */

/** @param {string} prompt @returns {Preset | null} the preset that asks for exactly this, in whatever language */
export function presetOf(prompt) {
  for (const { presetPrompts } of Object.values(LANGUAGES)) {
    for (const [preset, words] of Object.entries(presetPrompts)) {
      if (words === prompt.trim()) {
        return /** @type {Preset} */ (preset);
      }
    }
  }
  return null;
}

/** @param {string} prompt @param {readonly Favourite[]} favourites @returns {string} empty for an empty prompt */
export function musicName(prompt, favourites) {
  const favourite = favourites.find(each => each.prompt === prompt.trim());
  if (favourite) {
    return favourite.name;
  }
  const preset = presetOf(prompt);
  if (preset) {
    return strings.presets[preset];
  }
  return prompt.trim() === DEFAULT_PROMPT ? strings.defaultName : firstWords(prompt);
}

/** @param {string} prompt @returns {string} as many whole clauses as fit, else as many words of the first clause */
export function firstWords(prompt) {
  const words = prompt.trim().replace(/\s+/g, ' ');
  const fits = lengthOf(words) <= MAX_NAME_LENGTH;
  return fits ? words : beginning(words, /[,、，。;；]/g, MAX_NAME_LENGTH) || shortened(words, MAX_NAME_LENGTH);
}

/** @param {string} words @param {number} most characters @returns {string} whole words, and a mark where some are left out */
export function shortened(words, most) {
  return lengthOf(words) <= most ? words : `${beginning(words, /[\s、，。]/g, most) || firstCharacters(words, most)}…`;
}

/** @param {string} words @param {RegExp} boundary @param {number} most @returns {string} the longest that fits and ends at a boundary, or nothing */
function beginning(words, boundary, most) {
  const ends = [...words.matchAll(boundary)].map(({ index }) => words.slice(0, index)).filter(each => lengthOf(each) <= most);
  return ends.at(-1)?.trim() ?? '';
}
