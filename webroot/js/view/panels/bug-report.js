// @ts-check
/** What a person hands to a developer: where, what the server says, what happened. Bounded. Pure. */

const NEWEST_ENTRIES = 300;
const MAX_ENTRY_CHARACTERS = 2_000;
const MAX_PROMPT_CHARACTERS = 4_000;

/**
 * @param {object} facts
 * @param {string} facts.now        ISO 8601
 * @param {string} facts.browser
 * @param {unknown} facts.snapshot
 * @param {readonly import('../../util/log.js').Entry[]} facts.entries oldest first
 * @returns {string}
 */
export function reportOf({ now, browser, snapshot, entries }) {
  const shorten = (/** @type {string} */ _, /** @type {unknown} */ value) =>
    typeof value === 'string' ? value.slice(0, MAX_PROMPT_CHARACTERS) : value;
  return [
    `worksound report, ${now}`, browser, '', 'snapshot', JSON.stringify(snapshot, shorten, 2), '', 'log',
    ...newestOf(entries).map(lineOf),
  ].join('\n');
}

/**
 * @param {readonly import('../../util/log.js').Entry[]} entries oldest first
 * @returns {import('../../util/log.js').Entry[]} the newest, and the problems before them
 */
export const newestOf = entries => entries.filter(({ problem }, i) => problem || i >= entries.length - NEWEST_ENTRIES);

/** @param {import('../../util/log.js').Entry} entry @returns {string} */
export const lineOf = ({ at, text, problem }) => `${at} ${problem ? '! ' : ''}${text.slice(0, MAX_ENTRY_CHARACTERS)}`;

/**
 * @param {readonly import('../../util/log.js').Entry[]} entries @param {string} words all of which must occur @param {boolean} problemsOnly
 * @returns {import('../../util/log.js').Entry[]}
 */
export function filtered(entries, words, problemsOnly) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(({ text, problem }) =>
    (!problemsOnly || problem) && wanted.every(word => text.toLowerCase().includes(word)));
}
