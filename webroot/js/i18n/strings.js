// @ts-check
/**
 * The words in use. Every word the page says is in `en.js` and its like, one file per language; a sentence with a gap is a function, and
 * what fills the gap is already formatted.
 *
 * @typedef {typeof english} Strings
 * @typedef {'en' | 'ja'} Language
 *
 * @typedef {object} Explanation  what went wrong or stands in the way, as the server says it
 * @property {string} code
 * @property {Record<string, string | number | string[]>} args  what fills the gaps of the sentence, by name
 * @property {string | null} detail  the words of ACE-Step or of the system about it
 */
import { english } from './en.js';
import { japanese } from './ja.js';

/** @type {Record<Language, Strings>} */
export const LANGUAGES = { en: english, ja: japanese };

/** The words in use: they change with the language. @type {Strings} */
export const strings = { ...english };

/** @type {Language} */
let current = 'en';

/** The page is in this language from now on. @param {Language} language */
export function setLanguage(language) {
  current = language;
  Object.assign(strings, LANGUAGES[language]);
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

/** @param {readonly string[]} sentences  some of which may be empty @returns {string} one after the other, as the language in use has it */
export const inSentences = sentences =>
  sentences.filter(each => each !== '').reduce((said, next) => said === '' ? next : strings.twoSentences(said, next), '');

/**
 * @param {{ code: string, explanation?: Explanation | null }} problem
 * @returns {string} what is wrong and what to do
 */
export function problemWords({ code, explanation }) {
  const sentences = /** @type {Record<string, string>} */ ({ ...strings.explanations, ...strings.problems });
  return inSentences([sentences[code] ?? strings.unknownProblem, explanation ? explanationWords(explanation) : '']);
}

/**
 * @param {Explanation} explanation
 * @returns {string} in the language in use, what ACE-Step or the system itself said marked as a quotation
 */
export function explanationWords({ code, args, detail }) {
  const sentence = /** @type {Record<string, string>} */ (strings.explanations)[code] ?? strings.unknownExplanation;
  const filled = sentence.replace(/\{(\w+)\}/g, (_, name) => argumentWords(args[name]));
  return detail ? strings.quoted(filled, detail) : filled;
}

/** @param {string | number | string[] | undefined} value @returns {string} */
const argumentWords = value =>
  typeof value === 'number' ? String(Math.round(value * 10) / 10) : Array.isArray(value) ? value.join(' · ') : value ?? strings.none;

/** @param {number} seconds @returns {string} minutes and seconds, as 1:05 */
export function clockTime(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
