// @ts-check
/** Characters as the server counts them: by Unicode code points, so that one outside of the basic plane counts once. Pure. */

/** @param {string} text @returns {number} */
export const lengthOf = text => [...text].length;

/** @param {string} text @param {number} most @returns {string} its first characters, none of them cut in two */
export const firstCharacters = (text, most) => [...text].slice(0, most).join('');
