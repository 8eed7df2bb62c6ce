// @ts-check
/**
 * The words in use. Every word the page says is in `en.js` and its like, one file per language; a sentence with a gap is a function, and
 * what fills the gap is already formatted.
 *
 * @typedef {typeof english} Strings
 * @typedef {'en' | 'ja'} Language
 */
import { english } from './en.js';
import { japanese } from './ja.js';

/** @type {Record<Language, Strings>} */
export const LANGUAGES = { en: english, ja: japanese };

/** The words in use; whoever imports them sees the language change. @type {Strings} */
export let strings = english;

/** @type {Language} */
let current = 'en';

/** The page is in this language from now on. @param {Language} language */
export function setLanguage(language) {
  current = language;
  strings = LANGUAGES[language];
}

/** @returns {Language} */
export const language = () => current;

/**
 * @param {string | null} chosen               by the person, on an earlier visit
 * @param {readonly string[]} preferred        the browser's languages, the most wanted first
 * @returns {Language} the chosen one, else the first preferred one the page speaks, else English
 */
export function languageFor(chosen, preferred) {
  const wanted = [chosen ?? '', ...preferred].map(each => each.slice(0, 2).toLowerCase());
  return /** @type {Language} */ (wanted.find(each => each in LANGUAGES) ?? 'en');
}

/** Problems whose own words say it all: the server's add only jargon. */
const TOLD_WHOLE = ['prompt-too-long', 'playback-taken', 'already-running', 'unreachable', 'timeout', 'cannot-decode'];

/**
 * @param {{ code: string, detail?: string }} problem
 * @returns {string} what is wrong and what to do, with the server's own words where ours do not say it all
 */
export function problemWords({ code, detail }) {
  const ours = /** @type {Record<string, string>} */ (strings.problems)[code];
  const theirs = detail && !TOLD_WHOLE.includes(code) ? strings.serverSays(detail) : '';
  return [ours ?? strings.unknownProblem, theirs].filter(Boolean).join(' ');
}

/** @param {number} seconds @returns {string} minutes and seconds, as 1:05 */
export function clockTime(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
