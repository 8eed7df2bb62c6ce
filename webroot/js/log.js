// @ts-check
/**
 * The page's diary in the browser console: every line starts with `[worksound]` and the time, so that it can be filtered
 * and laid beside the server's log.
 */

const stamp = () => `[worksound] ${new Date().toISOString()}`;

/** Something happened as it should. @param {string} text */
export function info(text) {
  console.info(`${stamp()} ${text}`);
}

/** Something went wrong. The cause is printed whole, with its stack. @param {string} text @param {unknown} cause */
export function error(text, cause) {
  console.error(`${stamp()} ${text}`, cause);
}
