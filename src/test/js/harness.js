// @ts-check
/** The smallest test harness that says what went wrong: `test` registers, the page's host runs each by name. */

/** A test that waits for something that never comes ends after this. */
const LIMIT_MILLIS = 60_000;

/** @type {Map<string, () => unknown>} */
const tests = new Map();

/** @param {string} name a sentence @param {() => unknown} body may be async */
export function test(name, body) {
  if (tests.has(name)) {
    throw new Error(`two tests are named "${name}"`);
  }
  tests.set(name, body);
}

/** @param {string} file a module with tests @returns {Promise<string[]>} their names */
export async function load(file) {
  await import(file);
  return [...tests.keys()];
}

/** @param {string} name @returns {Promise<string>} empty when it passed, else why it failed */
export async function run(name) {
  const limit = new Promise((_, reject) => { setTimeout(() => reject(new Error(`not done after ${LIMIT_MILLIS} ms`)), LIMIT_MILLIS); });
  try {
    await Promise.race([/** @type {() => unknown} */ (tests.get(name))(), limit]);
    return '';
  } catch (error) {
    return String(error instanceof Error ? error.stack : error);
  }
}

/** @param {unknown} actual @param {unknown} expected */
export function equal(actual, expected) {
  const [a, e] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== e) {
    throw new Error(`expected ${e}, was ${a}`);
  }
}

/** @param {number} actual @param {number} expected @param {number} [tolerance] */
export function near(actual, expected, tolerance = 1e-9) {
  if (!(Math.abs(actual - expected) <= tolerance)) {
    throw new Error(`expected ${expected} ± ${tolerance}, was ${actual}`);
  }
}

/** @param {unknown} condition @param {string} words */
export function ok(condition, words) {
  if (!condition) {
    throw new Error(words);
  }
}

/** @param {() => Promise<unknown>} action @returns {Promise<any>} what it threw */
export async function thrownBy(action) {
  try {
    await action();
  } catch (error) {
    return error;
  }
  throw new Error('expected an error, but none was thrown');
}
