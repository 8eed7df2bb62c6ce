// @ts-check
import { createTicker } from '/js/util/ticker.js';
import { equal, test } from './harness.js';

/** @param {import('/js/util/ticker.js').Ticker} ticker @param {number} count @returns {Promise<void>} after so many ticks */
const ticks = (ticker, count) => new Promise(resolve => {
  let left = count;
  const stop = ticker.listen(() => {
    if (--left === 0) {
      stop();
      resolve();
    }
  });
});

test('one worker ticks for all who listen, as long as they do', async () => {
  const ticker = createTicker();
  let heard = 0;
  const stop = ticker.listen(() => { heard++; });
  await ticks(ticker, 2);
  stop();
  const before = heard;
  await ticks(ticker, 2);
  equal([before >= 2, heard], [true, before]);
});

test('a page whose worker does not load ticks by itself', async () => {
  await ticks(createTicker(() => new Worker('/js/util/no-such-worker.js')), 2);
});

test('a browser without workers ticks all the same', async () => {
  await ticks(createTicker(() => { throw new Error('no workers here'); }), 2);
});

test('the worker is woken with the first who listens and left alone after the last', () => {
  /** @type {boolean[]} */
  const told = [];
  const ticker = createTicker(() => /** @type {any} */ ({ postMessage: (/** @type {boolean} */ on) => told.push(on) }));
  equal(told, []);
  const leave = [ticker.listen(() => undefined), ticker.listen(() => undefined)];
  equal(told, [true]);
  leave[0]();
  equal(told, [true]);
  leave[1]();
  leave[1]();
  equal(told, [true, false]);
  ticker.listen(() => undefined);
  equal(told, [true, false, true]);
});

test('a page that ticks by itself stops when nobody listens', async () => {
  const real = { setInterval: window.setInterval, clearInterval: window.clearInterval };
  /** @type {Set<unknown>} */
  const running = new Set();
  Object.assign(window, { setInterval: () => { running.add(running.size + 1); return running.size; }, clearInterval: (/** @type {number} */ timer) => running.delete(timer) });
  try {
    const ticker = createTicker(() => { throw new Error('no workers here'); });
    equal(running.size, 0);
    const leave = ticker.listen(() => undefined);
    equal(running.size, 1);
    leave();
    equal(running.size, 0);
  } finally {
    Object.assign(window, real);
  }
});
