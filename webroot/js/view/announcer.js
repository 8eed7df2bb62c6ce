// @ts-check
/** Says to a screen reader what is new, once and no more than that: a time that counts down is nothing new. */

/** Makes words differ from the same words before them, without which a screen reader takes them for no change. */
const SPACE = '\u00a0';

/** @param {(words: string) => void} say @returns {(sentences: readonly string[]) => void} all that holds now; an empty one holds nothing */
export function createAnnouncer(say) {
  /** @type {readonly string[]} */
  let said = [];
  let last = '';
  return sentences => {
    const held = sentences.map(withoutTimes);
    const fresh = sentences.filter((each, i) => each !== '' && held[i] !== said[i]);
    said = held;
    if (fresh.length > 0) {
      const words = fresh.join(' ');
      last = words === last ? words + SPACE : words;
      say(last);
    }
  };
}

/** @param {string} words @returns {string} */
const withoutTimes = words => words.replace(/\d+:\d\d/g, '');
