// @ts-check
/**
 * Parts are counted from 1 where a person reads them; the server, the console and the log count segments from 0.
 *
 * @param {number} index of a segment @returns {number}
 */
export const partNumber = index => index + 1;
