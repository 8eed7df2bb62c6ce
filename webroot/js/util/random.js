// @ts-check
/** Random names. */

const BYTES = 16;

/**
 * @returns {string} 32 hexadecimal digits; `crypto.randomUUID` is missing on a page that came over plain HTTP from another machine
 */
export const randomId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(BYTES)), byte => byte.toString(16).padStart(2, '0')).join('');
