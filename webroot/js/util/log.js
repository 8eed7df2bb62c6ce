// @ts-check
/**
 * The page's log: in the browser console, every line starting with `[worksound]` and the time, so that it can be filtered and
 * laid beside the server's log; and in memory, for the page's own log and for reports, the newest entries and every problem of a
 * longer past. What comes round every few seconds is in the console only.
 *
 * @typedef {{ id: number, at: string, text: string, problem: boolean }} Entry  `id` counts up from 0
 */

const REMEMBERED = 500;
const REMEMBERED_PROBLEMS = 100;

/** @type {Entry[]} oldest first */
let entries = [];
/** @type {Entry[]} oldest first; the newest are among `entries` as well */
let problems = [];
let count = 0;

/** Something happened as it should. @param {string} text */
export function info(text) {
  console.info(`[worksound] ${note(text, false)} ${text}`);
}

/** Something happened that happens again and again. @param {string} text */
export function routine(text) {
  console.info(`[worksound] ${new Date().toISOString()} ${text}`);
}

/** Something went wrong. The cause is printed whole, with its stack. @param {string} text @param {unknown} cause */
export function error(text, cause) {
  console.error(`[worksound] ${note(`${text}: ${wordsOf(cause)}`, true)} ${text}`, cause);
}

/** @returns {readonly Entry[]} the newest entries and the problems before them, oldest first */
export const remembered = () => [...problems.filter(problem => problem.id < (entries[0]?.id ?? 0)), ...entries];

/** @param {string} text @param {boolean} problem @returns {string} the time */
function note(text, problem) {
  const at = new Date().toISOString();
  const entry = { id: count++, at, text, problem };
  entries = [...entries.slice(1 - REMEMBERED), entry];
  problems = problem ? [...problems.slice(1 - REMEMBERED_PROBLEMS), entry] : problems;
  return at;
}

/** @param {unknown} thrown @returns {string} its message in one line, whatever was thrown */
export const messageOf = thrown => thrown instanceof Error ? thrown.message : String(thrown);

/** @param {unknown} cause @returns {string} all there is to know: message, stack, and what was behind it */
function wordsOf(cause) {
  if (!(cause instanceof Error)) {
    return String(cause);
  }
  return `${cause.stack ?? cause}${cause.cause ? `\ncaused by ${wordsOf(cause.cause)}` : ''}`;
}
