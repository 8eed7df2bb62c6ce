// @ts-check
/** Says to a screen reader what is new, once and no more than that: a time that counts down is nothing new. */

/**
 * @param {(words: string) => void} say  empty words leave nothing, so that the same can be said again
 * @returns {(sentences: readonly string[]) => void} all that holds now; an empty one holds nothing
 */
export function createAnnouncer(say) {
  /** @type {readonly string[]} */
  let said = [];
  return sentences => {
    const held = sentences.map(withoutTimes);
    const fresh = sentences.filter((each, i) => each !== '' && held[i] !== said[i]);
    const isOver = said.some((each, i) => each !== '' && held[i] === '');
    said = held;
    if (fresh.length > 0 || isOver) {
      say(fresh.join(' '));
    }
  };
}

/** @param {string} words @returns {string} */
const withoutTimes = words => words.replace(/\d+:\d\d/g, '');
