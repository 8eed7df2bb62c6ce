// @ts-check
/**
 * The page's diary: in the browser console, every line starting with `[worksound]` and the time, so that it can be filtered and
 * laid beside the server's log; and the newest entries in memory, for the page's own log and for reports.
 *
 * @typedef {{ id: number, at: string, text: string, problem: boolean }} Entry  `id` counts up from 0
 */

const REMEMBERED = 500;

/** @type {Entry[]} oldest first */
let entries = [];
let count = 0;

/** Something happened as it should. @param {string} text */
export function info(text) {
  console.info(`[worksound] ${note(text, false)} ${text}`);
}

/** Something went wrong. The cause is printed whole, with its stack. @param {string} text @param {unknown} cause */
export function error(text, cause) {
  console.error(`[worksound] ${note(`${text}: ${wordsOf(cause)}`, true)} ${text}`, cause);
}

/** @returns {readonly Entry[]} the newest entries, oldest first */
export const remembered = () => entries;

/** @param {string} text @param {boolean} problem @returns {string} the time */
function note(text, problem) {
  const at = new Date().toISOString();
  entries = [...entries.slice(1 - REMEMBERED), { id: count++, at, text, problem }];
  return at;
}

/** @param {unknown} cause @returns {string} all there is to know: message, stack, and what was behind it */
function wordsOf(cause) {
  if (!(cause instanceof Error)) {
    return String(cause);
  }
  return `${cause.stack ?? cause}${cause.cause ? `\ncaused by ${wordsOf(cause.cause)}` : ''}`;
}
