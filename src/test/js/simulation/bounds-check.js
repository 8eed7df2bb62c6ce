// @ts-check
/** What must stay bounded however long a page plays, and the most there ever was of it. */
import { SECONDS } from './fake-wav.js';

const LOOK_SECONDS = 1;

/** @typedef {keyof typeof BOUNDS} Kind */
const BOUNDS = {
  'segments held': 3, 'seconds of decoded music': 3 * SECONDS, sources: 4 * SECONDS, 'ways out': 3, 'known segments': 8,
  'things that wait': 60, requests: 8, 'event streams': 1,
};

/** @param {(words: string) => void} violation */
export function createBoundsCheck(violation) {
  /** @type {Record<string, number>} */
  const most = {};
  let lookAt = 0;

  return {
    /** @param {number} now @param {() => Record<Kind, number>} count  how many there are now */
    look(now, count) {
      if (now < lookAt) {
        return;
      }
      lookAt = now + LOOK_SECONDS;
      for (const [kind, number] of Object.entries(count())) {
        most[kind] = Math.max(most[kind] ?? 0, number);
        if (number > BOUNDS[/** @type {Kind} */ (kind)]) {
          violation(`${number} ${kind}, at most ${BOUNDS[/** @type {Kind} */ (kind)]} were expected`);
        }
      }
    },
    most: () => most,
  };
}
