// @ts-check
/**
 * A scope owns what was acquired under it (listeners, timers, nodes, requests) and gives all of it back at once.
 *
 * @typedef {object} Scope
 * @property {AbortSignal} signal            aborted when the scope ends
 * @property {() => boolean} ended
 * @property {(release: () => void) => void} own      runs `release` when the scope ends (at once if it has ended)
 * @property {(target: EventTarget, type: string, handler: (event: any) => void) => void} listen
 * @property {(milliseconds: number, task: () => void) => void} after   once, unless the scope ends before
 * @property {() => void} end                newest first
 */

/** @returns {Scope} */
export function createScope() {
  const abort = new AbortController();
  /** @type {Set<() => void>} */
  const releases = new Set();
  const { signal } = abort;

  /** @param {() => void} release */
  function own(release) {
    if (signal.aborted) {
      release();
      return;
    }
    releases.add(release);
  }

  /** @type {Scope['listen']} */
  function listen(target, type, handler) {
    target.addEventListener(type, handler, { signal });
  }

  /** @type {Scope['after']} */
  function after(milliseconds, task) {
    const release = () => clearTimeout(timer);
    const timer = setTimeout(() => {
      releases.delete(release);
      task();
    }, milliseconds);
    own(release);
  }

  function end() {
    if (signal.aborted) {
      return;
    }
    abort.abort();
    for (const release of [...releases].reverse()) {
      release();
    }
    releases.clear();
  }

  return { signal, ended: () => signal.aborted, own, listen, after, end };
}
