// @ts-check
/**
 * Ticks four times a second while somebody listens, also in a tab in the background: they come from a worker, whose timers no browser
 * slows down there. Where there is no worker they come from the page itself. The worker is loaded with the page, for a server that has
 * to be asked for it later may be away then; it wakes nobody until the first listens and after the last has left.
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
  let turn = workerTurn();

  /** @returns {(on: boolean) => void} turns the ticks on and off */
  function workerTurn() {
    try {
      const worker = createWorker();
      worker.onmessage = tick;
      worker.onerror = event => {
        worker.terminate();
        worker.onerror = null;
        turn = pageTurn(event.message);
        turn(tasks.size > 0);
      };
      return on => worker.postMessage(on);
    } catch (error) {
      return pageTurn(log.messageOf(error));
    }
  }

  /** @param {string | undefined} reason @returns {(on: boolean) => void} */
  function pageTurn(reason) {
    log.info(`the page looks at the clock by itself, for there is no worker: ${reason}`);
    let timer = 0;
    return on => {
      clearInterval(timer);
      timer = on ? setInterval(tick, MILLISECONDS) : 0;
    };
  }

  return {
    listen(task) {
      tasks.add(task);
      if (tasks.size === 1) {
        turn(true);
      }
      return () => {
        if (tasks.delete(task) && tasks.size === 0) {
          turn(false);
        }
      };
    },
  };
}
