// @ts-check
/** Says to a screen reader what is new, once and no more than that: a time that counts down is nothing new. */

/**
 * @param {(words: string) => void} say  empty words leave nothing, so that the same can be said again
 * @returns {(sentences: readonly string[]) => void} all that holds now; an empty one holds nothing
 */
export function createAnnouncer(say) {
  /** @type {readonly string[]} */
  let said = [];
  /** Those of them that stand where they were said last. @type {readonly string[]} */
  let standing = [];
  return sentences => {
    const held = sentences.map(withoutTimes);
    const isFresh = (/** @type {number} */ i) => sentences[i] !== '' && held[i] !== said[i];
    const isOver = standing.some(each => !held.includes(each));
    const fresh = sentences.filter((_, i) => isFresh(i));
    if (fresh.length > 0 || isOver) {
      standing = held.filter((_, i) => isFresh(i));
      say(fresh.join(' '));
    }
    said = held;
  };
}

/** @param {string} words @returns {string} */
const withoutTimes = words => words.replace(/\d+:\d\d/g, '');
