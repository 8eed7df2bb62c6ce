// @ts-check
/**
 * Ticks four times a second, also in a tab in the background: they come from a worker, whose timers no browser slows down there. Where
 * there is no worker they come from the page itself.
 *
 * @typedef {{ listen: (task: () => void) => () => void }} Ticker  `listen` calls the task at every tick, until what it returns is called
 */
import * as log from './log.js';

const MILLISECONDS = 250;

/** @param {() => Worker} [createWorker] @returns {Ticker} */
export function createTicker(createWorker = () => new Worker('/js/util/tick-worker.js')) {
  /** @type {Set<() => void>} */
  const tasks = new Set();
  const tick = () => tasks.forEach(task => task());

  /** @param {string | undefined} reason */
  function withoutWorker(reason) {
    log.info(`the page looks at the clock by itself, for there is no worker: ${reason}`);
    setInterval(tick, MILLISECONDS);
  }

  try {
    const worker = createWorker();
    worker.onmessage = tick;
    worker.onerror = event => {
      worker.terminate();
      worker.onerror = null;
      withoutWorker(event.message);
    };
  } catch (error) {
    withoutWorker(log.messageOf(error));
  }
  return {
    listen(task) {
      tasks.add(task);
      return () => { tasks.delete(task); };
    },
  };
}
